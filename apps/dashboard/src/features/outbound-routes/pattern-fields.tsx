import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '../../shared/hint';
import { NumberField } from '../../shared/number-field';
import { newPattern, type OutboundRouteValues } from './outbound-route-form';
import classes from './pattern-fields.module.css';

/** The patterns of a route, a row each. */
export function PatternFields({ form }: { form: UseFormReturnType<OutboundRouteValues> }) {
  const { t } = useTranslation();
  const { patterns } = form.values;
  return (
    <Fieldset legend={t('outboundRoutes.patterns')} radius="md">
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {t('outboundRoutes.patternsHelp')}
        </Text>
        {patterns.map(({ key, match }, index) => (
          <div key={key} className={classes.pattern}>
            <TextInput
              label={t('outboundRoutes.match')}
              required
              autoCapitalize="characters"
              spellCheck={false}
              {...form.getInputProps(`patterns.${index}.match`)}
            />
            <NumberField label={t('outboundRoutes.strip')} {...form.getInputProps(`patterns.${index}.strip`)} />
            <TextInput
              label={t('outboundRoutes.prepend')}
              inputMode="tel"
              {...form.getInputProps(`patterns.${index}.prepend`)}
            />
            <Hint label={t('outboundRoutes.removePattern', { match })}>
              <ActionIcon
                variant="subtle"
                color="gray"
                className={classes.remove}
                disabled={patterns.length === 1}
                aria-label={t('outboundRoutes.removePattern', { match })}
                onClick={() => form.removeListItem('patterns', index)}
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
            onClick={() => form.insertListItem('patterns', newPattern())}
          >
            {t('outboundRoutes.addPattern')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
