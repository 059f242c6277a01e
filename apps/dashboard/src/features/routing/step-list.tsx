import { List, Stack, Text } from '@mantine/core';
import type { RoutingStep } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { useCauseText } from '../../shared/cause-text';

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

function Step({ step: { kind, name, number, callerId, maxCalls, cause } }: { step: RoutingStep }) {
  const { t } = useTranslation();
  const causeText = useCauseText();
  const details = [
    callerId !== null && t('routing.shown', { callerId }),
    maxCalls !== null && t('routing.atMost', { count: maxCalls }),
    kind !== 'hangup' && t(`routing.then.${kind}`),
    cause !== null && causeText(cause, null),
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
