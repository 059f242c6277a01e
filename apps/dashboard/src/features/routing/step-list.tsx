import { List, Stack, Text } from '@mantine/core';
import type { RoutingStep } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { useCauseText } from '../../shared/cause-text';
import { failoverTexts } from '../../shared/failover-field';

/** What happens to the call, in order. */
export function StepList({ steps }: { steps: RoutingStep[] }) {
  return (
    <List type="ordered" p="md" pl="xl" spacing="sm">
      {steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other identity than their place
        <List.Item key={place}>
          <Step step={step} />
        </List.Item>
      ))}
    </List>
  );
}

function Step({
  step: {
    kind,
    name,
    number,
    callerId,
    callerHidden,
    maxCalls,
    maxCallsPerSecond,
    gateway,
    drawn,
    failoverOn,
    passedOver,
    seconds,
    cause,
    groups,
    price,
  },
}: {
  step: RoutingStep;
}) {
  const { t } = useTranslation();
  const causeText = useCauseText();
  const details = [
    price !== null && t('routing.price', { ...price }),
    gateway !== null && t('routing.gateway', { gateway }),
    passedOver && t('routing.passedOver'),
    callerId !== null && t('routing.shown', { callerId }),
    callerHidden && t('routing.hidden'),
    maxCalls !== null && t('routing.atMost', { count: maxCalls }),
    maxCallsPerSecond !== null && t('routing.aSecond', { count: maxCallsPerSecond }),
    drawn.length > 0 && t('routing.drawn', { gateways: drawn.join(', ') }),
    kind !== 'hangup' && kind !== 'trunk' && t(`routing.then.${kind}`, { seconds, groups: groups?.join(', ') }),
    failoverOn !== null && t('routing.nextAfter', { classes: failoverTexts(failoverOn) }),
    kind === 'hangup' && (cause === null ? t('routing.asRung') : causeText(cause, null)),
  ].filter((text) => typeof text === 'string');
  return (
    <Stack gap={0}>
      <Text fw={550}>{t(`routing.step.${kind}`, { name, number })}</Text>
      {details.map((text) => (
        <Text key={text} size="sm" c="dimmed">
          {text}
        </Text>
      ))}
    </Stack>
  );
}
