import type { Extension } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { DriftBadge } from '../../shared/drift';
import { StatusBadge, type Tone } from '../../shared/status-badge';

const tones: Record<Extension['state']['status'], Tone> = {
  online: 'good',
  offline: 'quiet',
  disabled: 'quiet',
  unknown: 'quiet',
};

/** Whether a phone of the extension is registered. */
export function ExtensionState({ extension }: { extension: Extension }) {
  const { t } = useTranslation();
  const { status } = extension.state;
  return (
    <>
      <StatusBadge
        tone={tones[status]}
        label={t(`extensions.status.${status}`)}
        help={t(`extensions.statusHelp.${status}`)}
      />
      <DriftBadge drift={extension.drift} />
    </>
  );
}
