import { Anchor, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { TrunkPreset } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { Select } from '../../shared/choice-inputs';
import { NumberField } from '../../shared/number-field';
import { PasswordField } from '../../shared/password-field';
import { authNeeds, type TrunkValues } from './trunk-form';
import { SourceAddressesField } from './trunk-source-fields';
import { useTrunkTexts } from './trunk-texts';

interface Props {
  form: UseFormReturnType<TrunkValues>;
  preset: TrunkPreset;
}

/** What a trunk to one carrier leaves open, what is not certain of the rest, and the pages that say so. */
export function PresetFields({ form, preset }: Props) {
  const { t } = useTranslation();
  const pages = new Set([...preset.settings, ...preset.asks].flatMap(({ source }) => source ?? []));
  return (
    <>
      <TextInput label={t('trunks.name')} description={t('trunks.nameHelp')} required {...form.getInputProps('name')} />
      {preset.asks.map((ask) => (
        <AskedField key={ask.field} form={form} ask={ask} />
      ))}
      {form.values.auth === 'peer_registers' && (
        <Text size="sm" c="dimmed">
          {t('trunkOptions.peerUserLater')}
        </Text>
      )}
      <Unverified preset={preset} />
      {pages.size > 0 && (
        <Stack gap={4}>
          <Text size="sm" c="dimmed">
            {t('trunkOptions.pages')}
          </Text>
          {[...pages].map((page) => (
            <Anchor
              key={page}
              href={page}
              target="_blank"
              rel="noreferrer"
              size="sm"
              style={{ overflowWrap: 'anywhere' }}
            >
              {page.replace('https://', '')}
            </Anchor>
          ))}
        </Stack>
      )}
    </>
  );
}

const plain = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const;

function AskedField({ form, ask }: { form: Props['form']; ask: TrunkPreset['asks'][number] }) {
  const { t } = useTranslation();
  const { field, required, choices, example } = ask;
  if (field === 'sourceAddresses')
    return <SourceAddressesField form={form} hasHost={authNeeds(form.values.auth).host} />;
  const input = { label: t(`trunks.${field}`), required };
  if (choices.length > 0) {
    return <Select {...input} data={choices} allowDeselect={false} {...form.getInputProps(field)} />;
  }
  if (field === 'password')
    return <PasswordField {...input} autoComplete="new-password" {...form.getInputProps(field)} />;
  if (field === 'port') return <NumberField {...input} {...form.getInputProps(field)} />;
  return <TextInput {...input} {...plain} placeholder={example ?? ''} {...form.getInputProps(field)} />;
}

/** What nobody has said of the carrier where it could be read. */
function Unverified({ preset }: Pick<Props, 'preset'>) {
  const { t } = useTranslation();
  const texts = useTrunkTexts();
  const open = preset.settings.filter(({ verified }) => !verified);
  if (open.length === 0) return null;
  const values = open.map(({ field, value }) => `${texts[field]?.label}: ${texts[field]?.text?.(value) ?? value}`);
  return (
    <Text size="sm" c="dimmed">
      {t('trunkOptions.unverified', { values: values.join('; ') })}
    </Text>
  );
}
