import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The panel on the right that a form or the details of a row open in; the whole screen on a phone. */
export function SidePanel({
  title,
  onClose,
  wide = false,
  children,
}: {
  title: ReactNode;
  onClose: () => void;
  /** For lines of text that should not break. */
  wide?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const phone = useMediaQuery('(max-width: 48em)') ?? false;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={phone ? '100%' : wide ? 'xl' : 500}
      title={title}
      padding="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
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
      {children}
    </Drawer>
  );
}
