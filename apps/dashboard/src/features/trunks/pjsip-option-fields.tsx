import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type PjsipRule, pjsipObjects, pjsipOptionRules } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { Select } from '../../shared/choice-inputs';
import { Hint } from '../../shared/hint';
import classes from './gateway-fields.module.css';
import { nextPjsipOption, type TrunkValues } from './trunk-form';

/** Options of pjsip.conf that have no field of their own, a row each. */
export function PjsipOptionFields({ form }: { form: UseFormReturnType<TrunkValues> }) {
  const { t } = useTranslation();
  const error = form.errors.pjsipOptions;
  return (
    <Fieldset legend={t('trunkOptions.pjsipOptions')} radius="md">
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {t('trunkOptions.pjsipOptionsHelp')}
        </Text>
        {form.values.pjsipOptions.map(({ key, object, option }, index) => {
          const rules = pjsipOptionRules[object];
          const rule = rules[option];
          return (
            <div key={key} className={classes.option}>
              <Select
                label={t('trunkOptions.pjsipObject')}
                data={[...pjsipObjects]}
                allowDeselect={false}
                {...form.getInputProps(`pjsipOptions.${index}.object`)}
              />
              <Select
                label={t('trunkOptions.pjsipOption')}
                data={Object.keys(rules)}
                required
                searchable
                allowDeselect={false}
                {...form.getInputProps(`pjsipOptions.${index}.option`)}
              />
              <TextInput
                label={t('trunkOptions.pjsipValue')}
                placeholder={rule && wordsOf(rule)}
                required
                autoCapitalize="none"
                spellCheck={false}
                {...form.getInputProps(`pjsipOptions.${index}.value`)}
              />
              <Hint label={t('trunkOptions.removePjsipOption', { option })}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  className={classes.remove}
                  aria-label={t('trunkOptions.removePjsipOption', { option })}
                  onClick={() => form.removeListItem('pjsipOptions', index)}
                >
                  <IconX size={16} />
                </ActionIcon>
              </Hint>
            </div>
          );
        })}
        {error !== undefined && (
          <Text size="xs" c="red">
            {error}
          </Text>
        )}
        <Group>
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconPlus size={15} />}
            onClick={() => form.insertListItem('pjsipOptions', nextPjsipOption())}
          >
            {t('trunkOptions.addPjsipOption')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

/** What may stand there, short enough for an empty field. */
function wordsOf(rule: PjsipRule): string {
  switch (rule.kind) {
    case 'flag':
      return 'yes, no';
    case 'number':
      return `${rule.least} – ${rule.most}`;
    case 'choice':
      return rule.values.join(', ');
    case 'text':
      return rule.characters;
  }
}
