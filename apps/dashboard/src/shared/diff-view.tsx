import { Alert, Group, Stack, Text } from '@mantine/core';
import type { ConfigFileDiff } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { ApiText } from './api-text';
import classes from './diff-view.module.css';

const signs = { context: ' ', added: '+', removed: '−' } as const;

/** What changes in the files of Asterisk, file by file. Each line has a sign and a hidden word beside its colour. */
export function DiffView({ files, refused }: { files: ConfigFileDiff[]; refused: string | null }) {
  const { t } = useTranslation();
  if (refused !== null) {
    return (
      <Alert color="red">
        <ApiText>{refused}</ApiText>
      </Alert>
    );
  }
  if (files.length === 0) return <Text c="dimmed">{t('configDiff.none')}</Text>;
  return (
    <Stack gap="md">
      {files.map((file) => (
        <FileDiff key={file.file} diff={file} />
      ))}
    </Stack>
  );
}

function FileDiff({ diff: { file, added, removed, tooLarge, hunks } }: { diff: ConfigFileDiff }) {
  const { t } = useTranslation();
  return (
    <div className={classes.file}>
      <Group justify="space-between" className={classes.head} wrap="nowrap">
        <span className={classes.name}>{file}</span>
        {!tooLarge && (
          <Text size="xs" c="dimmed" component="span">
            {t('configDiff.counts', { added, removed })}
          </Text>
        )}
      </Group>
      {tooLarge ? (
        <Text size="sm" p="sm">
          {t('configDiff.tooLarge')}
        </Text>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled sideways by keyboard too
        <section className={classes.lines} tabIndex={0} aria-label={t('configDiff.lines', { file })}>
          {hunks.map((hunk) => (
            <Hunk key={`${hunk.oldStart} ${hunk.newStart}`} hunk={hunk} />
          ))}
        </section>
      )}
    </div>
  );
}

function Hunk({ hunk }: { hunk: ConfigFileDiff['hunks'][number] }) {
  const { t } = useTranslation();
  const { oldStart, oldLines, newStart, newLines, lines } = hunk;
  return (
    <>
      <div className={classes.place}>{`@@ −${oldStart},${oldLines} +${newStart},${newLines} @@`}</div>
      {lines.map(({ kind, text }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a hunk have no other name and never move
        <div key={place} className={classes.line} data-kind={kind}>
          <span aria-hidden>{signs[kind]}</span>
          {kind !== 'context' && <span className="unseen">{t(`configDiff.${kind}`)} </span>}
          <span>{text}</span>
        </div>
      ))}
    </>
  );
}
