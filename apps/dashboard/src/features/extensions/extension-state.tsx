import { Stack } from '@mantine/core';
import type { Extension, ExtensionState as State } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { ApiText } from '../../shared/api-text';
import { DriftBadge } from '../../shared/drift';
import { NameCell } from '../../shared/name-cell';
import { StatusBadge, type Tone } from '../../shared/status-badge';

const tones: Record<State['status'], Tone> = {
  online: 'good',
  offline: 'quiet',
  disabled: 'quiet',
  unknown: 'quiet',
};
/** Nothing is wrong when no phone was ever set up. */
const harmless = new Set<State['code']>([null, 'not_registered']);

/** Whether a phone of the extension can be reached, and why not where something is wrong. */
export function ExtensionState({ extension }: { extension: Extension }) {
  const { status, code, reason } = extension.state;
  return (
    <Stack gap={6}>
      <NameCell note={harmless.has(code) || reason === null ? null : <ApiText>{reason}</ApiText>}>
        <ExtensionStatus status={status} />
      </NameCell>
      <DriftBadge drift={extension.drift} />
    </Stack>
  );
}

/** The badge alone. */
export function ExtensionStatus({ status }: { status: State['status'] }) {
  const { t } = useTranslation();
  const help = t(`extensions.statusHelp.${status}`);
  return <StatusBadge tone={tones[status]} label={t(`extensions.status.${status}`)} help={help} />;
}
