import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '../../shared/hint';
import { NumberField } from '../../shared/number-field';
import classes from './gateway-fields.module.css';
import { nextGateway, type TrunkValues } from './trunk-form';

/** The addresses of a trunk that calls out go to, a row each. Without one they go to its host. */
export function GatewayFields({ form }: { form: UseFormReturnType<TrunkValues> }) {
  const { t } = useTranslation();
  const { gateways } = form.values;
  return (
    <Fieldset legend={t('trunks.gateways')} radius="md">
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {gateways.length === 0
            ? t('trunkOptions.gatewaysNone')
            : `${t('trunkOptions.gatewaysHelp')} ${t('trunkOptions.portHelp')}`}
        </Text>
        {gateways.map(({ key, host }, index) => (
          <div key={key} className={classes.gateway}>
            <TextInput
              label={t('trunks.host')}
              required
              autoCapitalize="none"
              spellCheck={false}
              {...form.getInputProps(`gateways.${index}.host`)}
            />
            <NumberField label={t('trunks.port')} placeholder="SRV" {...form.getInputProps(`gateways.${index}.port`)} />
            <NumberField
              label={t('trunkOptions.priority')}
              required
              {...form.getInputProps(`gateways.${index}.priority`)}
            />
            <NumberField
              label={t('trunkOptions.weight')}
              required
              {...form.getInputProps(`gateways.${index}.weight`)}
            />
            <Hint label={t('trunkOptions.removeGateway', { host })}>
              <ActionIcon
                variant="subtle"
                color="gray"
                className={classes.remove}
                aria-label={t('trunkOptions.removeGateway', { host })}
                onClick={() => form.removeListItem('gateways', index)}
              >
                <IconX size={16} />
              </ActionIcon>
            </Hint>
          </div>
        ))}
        <Group>
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconPlus size={15} />}
            onClick={() => form.insertListItem('gateways', nextGateway(form.values))}
          >
            {t('trunkOptions.addGateway')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
