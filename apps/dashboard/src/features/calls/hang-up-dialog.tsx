import { notifications } from '@mantine/notifications';
import type { Call } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { hangUp } from '../../api/calls';
import { ApiError } from '../../api/problem';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { usePartyName } from './party';

/** Asks before a call is cut. A call that ended meanwhile is what was wanted. */
export function HangUpDialog({ call, onClose }: { call: Call; onClose: () => void }) {
  const { t } = useTranslation();
  const nameOf = usePartyName();
  const end = async () => {
    try {
      await hangUp(call.id);
      notifications.show({ message: t('calls.hangUpSent') });
    } catch (error) {
      const isOver = error instanceof ApiError && ['call_ended', 'not_found'].includes(error.code);
      if (!isOver) throw error;
    }
  };
  return (
    <ConfirmDialog title={t('calls.hangUpTitle')} confirm={t('calls.hangUp')} action={end} onClose={onClose}>
      {t('calls.hangUpText', { from: nameOf(call.from), to: nameOf(call.to) })}
    </ConfirmDialog>
  );
}
