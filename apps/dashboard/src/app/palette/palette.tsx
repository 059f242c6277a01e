import { getDefaultZIndex, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGo } from '../shortcuts/use-go';
import type { DialogProps } from '../use-lazy-dialog';
import type { Entry } from './entries';
import classes from './palette.module.css';
import { PaletteBox } from './palette-box';

interface Props extends DialogProps {
  onHelp: () => void;
}

/** Finds everything by name, number or id, leads to every page, and begins what can be begun from anywhere. */
export function Palette({ opened, onClose, onHelp }: Props) {
  const { t } = useTranslation();
  const phone = useMediaQuery('(max-width: 48em)') ?? false;
  const [chosen, setChosen] = useState(false);
  const go = useGo();
  const choose = ({ choose: choice }: Entry) => {
    setChosen(true);
    onClose();
    if ('to' in choice) go(choice.to);
    else choice.run();
  };
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      onEnterTransitionEnd={() => setChosen(false)}
      // What was chosen has the focus then.
      returnFocus={!chosen}
      // Above a panel that is open.
      zIndex={getDefaultZIndex('overlay')}
      size={620}
      padding={0}
      yOffset="10dvh"
      fullScreen={phone}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')}>
        <div className={classes.box}>
          <PaletteBox onChoose={choose} onClose={onClose} onHelp={onHelp} />
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
