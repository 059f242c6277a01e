import { Alert, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../api/config-change';
import { ApiText } from './api-text';

interface Note {
  name: string;
  outcome: Outcome;
}

/** `done` is what is said when all is well, if it is not that it is live. */
export type Report = (name: string, outcome: Outcome, done?: string) => void;

const OutcomeContext = createContext<Report>(() => {});

/** Tells what became of a change: passing when all is well, until it is closed when it is not live. */
export function useReportOutcome(): Report {
  return useContext(OutcomeContext);
}

/** Shows above the page what did not go live. */
export function OutcomeProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [notes, setNotes] = useState<Note[]>([]);
  const report = useCallback<Report>(
    (name, outcome, done) => {
      const { status, revision } = outcome;
      setNotes((present) => present.filter((note) => note.name !== name));
      if (status === 'failed' || status === 'pending') return setNotes((present) => [...present, { name, outcome }]);
      const live = revision === null ? t('common.applied', { name }) : t('common.appliedRevision', { name, revision });
      notifications.show({
        color: 'teal',
        message: done ?? (status === 'stored' ? t('common.saved', { name }) : live),
      });
    },
    [t],
  );
  return (
    <OutcomeContext value={report}>
      {notes.length > 0 && (
        <Stack gap="sm" mb="lg" maw={1280} mx="auto">
          {notes.map((note) => (
            <OutcomeNote
              key={note.name}
              note={note}
              onClose={() => setNotes((present) => present.filter((each) => each !== note))}
            />
          ))}
        </Stack>
      )}
      {children}
    </OutcomeContext>
  );
}

function OutcomeNote({ note, onClose }: { note: Note; onClose: () => void }) {
  const { t } = useTranslation();
  const failed = note.outcome.status === 'failed';
  const { name } = note;
  return (
    <Alert
      role="alert"
      color={failed ? 'red' : 'yellow'}
      icon={failed ? <IconAlertTriangle size={18} /> : <IconClock size={18} />}
      title={failed ? t('common.failedTitle', { name }) : t('common.pendingTitle', { name })}
      withCloseButton
      onClose={onClose}
      closeButtonLabel={t('common.close')}
    >
      {failed && (
        <Text size="sm" fw={550}>
          {note.outcome.reason === null ? t('common.failedUnknown') : <ApiText>{note.outcome.reason}</ApiText>}
        </Text>
      )}
      <Text size="sm">{t(failed ? 'common.failedNote' : 'common.pendingNote')}</Text>
    </Alert>
  );
}
