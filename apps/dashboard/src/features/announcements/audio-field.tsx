import { Button, FileButton, Group, Input, Paper, Progress, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { audioLimits } from '@trunkline/contracts';
import { type DragEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { audioAddress, audioFileQuery, uploadAudio } from '../../api/audio-files';
import { ApiError } from '../../api/problem';
import { inPageLanguage } from '../../i18n/api-words';
import { sentence } from '../../shared/format';
import { useErrorText } from '../../shared/messages';
import { useCan } from '../../shared/principal';
import { useAudioFacts } from './audio-facts';

interface Props {
  label: string;
  value?: string;
  error?: ReactNode;
  onChange: (id: string) => void;
}

/** An audio file: listened to, and replaced by one that is chosen or dropped. */
export function AudioField({ label, value = '', error, onChange }: Props) {
  const { t } = useTranslation();
  const { part, problem, upload } = useUpload(onChange);
  const mayChange = useCan('config:write');
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void upload(event.dataTransfer.files[0] ?? null);
  };
  return (
    <Input.Wrapper label={label} description={t('announcements.audioHelp')} error={problem ?? error} required>
      <Paper
        withBorder
        mt={6}
        p="sm"
        bg={over ? 'var(--mantine-primary-color-light)' : undefined}
        onDragOver={(event: DragEvent) => {
          event.preventDefault();
          setOver(mayChange);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={mayChange ? drop : (event: DragEvent) => event.preventDefault()}
      >
        <Stack gap="xs">
          {value !== '' && <Player id={value} />}
          {part !== null && <Progress value={part * 100} animated aria-label={t('announcements.uploading')} />}
          <Group gap="sm">
            <FileButton onChange={(file) => void upload(file)} accept="audio/*,.wav,.mp3,.flac,.ogg,.oga">
              {(props) => (
                <Button
                  {...props}
                  variant="default"
                  size="xs"
                  leftSection={<IconUpload size={16} />}
                  loading={part !== null}
                >
                  {t(value === '' ? 'announcements.choose' : 'announcements.replace')}
                </Button>
              )}
            </FileButton>
            <Text size="sm" c="dimmed">
              {t('announcements.orDrop')}
            </Text>
          </Group>
        </Stack>
      </Paper>
    </Input.Wrapper>
  );
}

function Player({ id }: { id: string }) {
  const { t } = useTranslation();
  const file = useQuery(audioFileQuery(id)).data;
  const factsOf = useAudioFacts();
  return (
    <>
      <audio
        controls
        preload="metadata"
        src={audioAddress(id)}
        aria-label={t('announcements.listen')}
        style={{ width: '100%' }}
      >
        {/* Nobody has written down what is said. */}
        <track kind="captions" />
      </audio>
      {file && (
        <Text size="sm" c="dimmed">
          {factsOf(file)}
        </Text>
      )}
    </>
  );
}

/** How far an upload is, 0 to 1 or null, and why the last one was refused. */
function useUpload(onChange: (id: string) => void) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [part, setPart] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const told = (error: unknown): string => {
    const [field] = error instanceof ApiError ? error.fields : [];
    return field ? sentence(inPageLanguage(field.message)) : errorText(error);
  };
  const upload = async (file: File | null) => {
    if (file === null) return;
    setProblem(null);
    if (file.size > audioLimits.bytes) return setProblem(t('announcements.tooLarge'));
    setPart(0);
    try {
      const kept = await uploadAudio(file, setPart);
      queries.setQueryData(audioFileQuery(kept.id).queryKey, kept);
      onChange(kept.id);
    } catch (error) {
      setProblem(told(error));
    } finally {
      setPart(null);
    }
  };
  return { part, problem, upload };
}
