import { Code, Stack, Text } from '@mantine/core';
import type { AuditEntry } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../shared/facts';
import { formatAbsolute } from '../../shared/format';
import { SidePanel } from '../../shared/side-panel';
import { useThingText } from './audit-kinds';

/** One change whole: what was before, what is after. */
export function AuditEntryPanel({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t } = useTranslation();
  const thingText = useThingText();
  const { actor, action, resource, requestId, hash, at } = entry;
  return (
    <SidePanel title={`${t(`auditLog.action.${action}`)}: ${thingText(resource)}`} onClose={onClose}>
      <Stack>
        <Facts
          facts={[
            [t('auditLog.columnWho'), `${actor.name} (${t(`auditLog.actor.${actor.kind}`)})`],
            [t('auditLog.time'), formatAbsolute(at)],
            [t('auditLog.request'), requestId],
            [t('auditLog.hash'), `${hash.slice(0, 16)}…`],
          ]}
        />
        <Image label={t('auditLog.before')} image={entry.before} />
        <Image label={t('auditLog.after')} image={entry.after} />
      </Stack>
    </SidePanel>
  );
}

function Image({ label, image }: { label: string; image: AuditEntry['before'] }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {label}
      </Text>
      {image === null ? (
        <Text c="dimmed">{t('auditLog.nothing')}</Text>
      ) : (
        <Code block>{JSON.stringify(image, null, 2)}</Code>
      )}
    </div>
  );
}
