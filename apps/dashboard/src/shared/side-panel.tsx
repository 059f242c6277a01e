import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PanelContext } from './panel';

/** The panel on the right that a form or the details of a row open in; the whole screen on a phone. */
export function SidePanel({
  title,
  onClose,
  wide = false,
  covered = false,
  children,
}: {
  title: ReactNode;
  onClose: () => void;
  /** For lines of text that should not break. */
  wide?: boolean;
  /** Whether another panel lies over this one, so that the key that closes panels is for that one. */
  covered?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const phone = useMediaQuery('(max-width: 48em)') ?? false;
  const panel = useRef<HTMLDivElement>(null);
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      closeOnEscape={!covered}
      position="right"
      size={phone ? '100%' : wide ? 'xl' : 500}
      padding="lg"
      styles={{
        title: {
          fontWeight: 650,
          fontSize: 'var(--mantine-font-size-lg)',
          lineHeight: 1.3,
          minWidth: 0,
          overflowWrap: 'anywhere',
        },
      }}
    >
      <Drawer.Overlay />
      {/* An id of its own: the router would open the next panel where the last one was scrolled to. */}
      <Drawer.Content ref={panel} data-scroll-restoration-id={useId()}>
        <Drawer.Header>
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('common.close')} />
        </Drawer.Header>
        {/* A note that passes lies over the end of the panel: its buttons can be scrolled above that. */}
        <Drawer.Body pb={88}>
          <PanelContext value={panel}>{children}</PanelContext>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
