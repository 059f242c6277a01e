import type { SystemHealth } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { formatNumber, formatSize } from '../../shared/format';
import { RelativeTime } from '../../shared/relative-time';
import { Part, worstOf } from './part';

/** Postgres, and the event stream that lies in it. */
export function DatabasePart({ health }: { health: SystemHealth }) {
  const { t } = useTranslation();
  const { database, stream } = health;
  const { answerMs: ms, sizeBytes, connections, maxConnections, version } = database;
  return (
    <Part
      title={t('systemHealth.part.database')}
      state={worstOf(health, ['database', 'stream'])}
      facts={[
        [t('systemHealth.version'), version],
        [t('systemHealth.answer'), t('systemHealth.answers', { ms })],
        [t('systemHealth.size'), formatSize(sizeBytes)],
        [
          t('systemHealth.connections'),
          t('systemHealth.usedOf', { used: formatNumber(connections), most: formatNumber(maxConnections) }),
        ],
        [t('systemHealth.stream'), formatNumber(stream.seq)],
        [t('systemHealth.streamBehind'), formatNumber(stream.behind)],
      ]}
    />
  );
}

/** The copy of the API that answered, and the webhooks it sends. */
export function ApiPart({ health }: { health: SystemHealth }) {
  const { t } = useTranslation();
  const { api, webhooks } = health;
  return (
    <Part
      title={t(webhooks === null ? 'systemHealth.part.api' : 'systemHealth.part.apiAndWebhooks')}
      state={worstOf(health, ['webhooks'])}
      facts={[
        [t('systemHealth.version'), api.version],
        [t('systemHealth.running'), <RelativeTime key="since" at={api.startedAt} />],
        [t('systemHealth.deliveries'), webhooks && formatNumber(webhooks.waiting)],
        [t('systemHealth.oldest'), webhooks?.waitingSince && <RelativeTime at={webhooks.waitingSince} />],
        [t('systemHealth.notQueued'), webhooks && formatNumber(webhooks.behind)],
        [t('systemHealth.webhooksOff'), webhooks && formatNumber(webhooks.off)],
      ]}
    />
  );
}
