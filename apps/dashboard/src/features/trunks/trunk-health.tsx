import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BreakerState, GatewayHealth, TrunkAlarm } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { resetBreaker, trunkHealthQuery } from '../../api/trunk-health';
import { ApiText } from '../../shared/api-text';
import { ErrorNote } from '../../shared/error-note';
import { failoverText } from '../../shared/failover-field';
import { formatNumber, formatPercent } from '../../shared/format';
import { useCan } from '../../shared/principal';
import { RelativeTime } from '../../shared/relative-time';
import { StatusBadge, type Tone } from '../../shared/status-badge';

/** A gateway that does not answer OPTIONS gets no calls, whatever its breaker says. */
type GatewayUse = BreakerState | 'silent';

const tones: Record<GatewayUse, Tone> = { closed: 'good', open: 'bad', half_open: 'warn', silent: 'bad' };

/** How calls over the gateways of a trunk end, which of them calls go past, and what raised an alarm. */
export function TrunkHealthSection({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(trunkHealthQuery(id));
  return (
    <section aria-label={t('trunkOptions.health')}>
      <Text fw={600} size="sm" mb="xs">
        {t('trunkOptions.health')}
      </Text>
      {error !== null && <ErrorNote error={error} />}
      <Stack gap="sm">
        {data?.gateways.map((gateway) => (
          <Gateway key={gateway.gateway ?? ''} trunkId={id} health={gateway} />
        ))}
        {data?.alarms.map((alarm) => (
          <Alarm key={`${alarm.gateway} ${alarm.class}`} alarm={alarm} />
        ))}
        {data?.alarms.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('trunkOptions.noAlarms')}
          </Text>
        )}
      </Stack>
    </section>
  );
}

function Gateway({ trunkId, health }: { trunkId: string; health: GatewayHealth }) {
  const { t } = useTranslation();
  const { gateway, score, breaker, until, calls, answerRatio, faults, postDialDelayMs, reachable } = health;
  const figures = [
    t('trunkOptions.score', { score }),
    calls === 0 ? t('trunkOptions.noCalls') : t('trunkOptions.lastCalls', { count: calls }),
    answerRatio !== null && t('trunkOptions.answered', { part: formatPercent(answerRatio) }),
    faults > 0 && t('trunkOptions.faults', { count: faults }),
    postDialDelayMs !== null && t('trunkOptions.postDialDelay', { seconds: formatNumber(postDialDelayMs / 1000) }),
  ].filter((figure) => figure !== false);
  const use: GatewayUse = breaker !== 'open' && reachable === false ? 'silent' : breaker;
  return (
    <div>
      <Group gap="xs" justify="space-between">
        <Text size="sm">{gateway ?? t('trunkOptions.wholeTrunk')}</Text>
        <StatusBadge
          tone={tones[use]}
          label={t(`trunkOptions.breakers.${use}`)}
          help={t(`trunkOptions.breakerStates.${use}`)}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {figures.join(' · ')}
      </Text>
      {until !== null && (
        <Text size="xs" c="dimmed">
          {t('trunkOptions.askedAgain')} <RelativeTime at={until} />
        </Text>
      )}
      {breaker !== 'closed' && <Reset trunkId={trunkId} gateway={gateway} />}
    </div>
  );
}

function Reset({ trunkId, gateway }: { trunkId: string; gateway: string | null }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayWrite = useCan('config:write');
  const reset = useMutation({
    mutationFn: () => resetBreaker(trunkId, gateway),
    onSuccess: () => queries.invalidateQueries({ queryKey: trunkHealthQuery(trunkId).queryKey }),
  });
  if (!mayWrite) return null;
  return (
    <Stack gap={4} mt={4} align="flex-start">
      <Button size="compact-xs" variant="light" loading={reset.isPending} onClick={() => reset.mutate()}>
        {t('trunkOptions.resetBreaker')}
      </Button>
      {reset.isError && <ErrorNote error={reset.error} />}
    </Stack>
  );
}

function Alarm({ alarm: { gateway, class: end, sipCode, calls, lastAt, advice } }: { alarm: TrunkAlarm }) {
  const { t } = useTranslation();
  const where = gateway === null ? failoverText(end) : `${gateway}: ${failoverText(end)}`;
  return (
    <Alert color="yellow" p="xs" title={where}>
      <Text size="sm">
        <ApiText>{advice}</ApiText>
      </Text>
      <Text size="xs" c="dimmed">
        {t('trunkOptions.alarmCalls', { count: calls })}
        {sipCode === null ? '' : ` · SIP ${sipCode}`} · <RelativeTime at={lastAt} />
      </Text>
    </Alert>
  );
}
