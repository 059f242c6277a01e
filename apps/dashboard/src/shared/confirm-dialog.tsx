import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from './error-note';
import { Modal } from './modal';

interface Props {
  title: string;
  children: ReactNode;
  confirm: string;
  danger?: boolean;
  action: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that cannot be taken back, does it, and stays open with the reason when it fails. */
export function ConfirmDialog({ title, children, confirm, danger = true, action, onClose }: Props) {
  const { t } = useTranslation();
  const mutation = useMutation({ mutationFn: action, onSuccess: onClose });
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack>
        <Text>{children}</Text>
        {mutation.isError && <ErrorNote error={mutation.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button {...(danger ? { color: 'red' } : {})} loading={mutation.isPending} onClick={() => mutation.mutate()}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
