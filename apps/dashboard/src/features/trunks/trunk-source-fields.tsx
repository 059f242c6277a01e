import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { TagsInput } from '../../shared/choice-inputs';
import type { TrunkValues } from './trunk-form';

interface Props {
  form: UseFormReturnType<TrunkValues>;
  hasHost: boolean;
}

/** Where the calls of a trunk come from, and what tells them apart. */
export function TrunkSourceFields({ form, hasHost }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <SourceAddressesField form={form} hasHost={hasHost} />
      {hasHost && (
        <TextInput
          label={t('trunkOptions.identifyHeader')}
          description={t('trunkOptions.identifyHeaderHelp')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('identifyHeader')}
        />
      )}
    </>
  );
}

/** Where the calls of a trunk come from. */
export function SourceAddressesField({ form, hasHost }: Props) {
  const { t } = useTranslation();
  const { error, ...sources } = form.getInputProps('sourceAddresses');
  return (
    <TagsInput
      label={t('trunkOptions.sourceAddresses')}
      description={t(hasHost ? 'trunkOptions.sourceAddressesHelp' : 'trunkOptions.peerAddressesHelp')}
      error={error ?? wrongOne(form)}
      {...sources}
    />
  );
}

/** What is wrong with one of the addresses, after it. */
function wrongOne({ errors, values }: UseFormReturnType<TrunkValues>): string | null {
  const index = values.sourceAddresses.findIndex((_, place) => errors[`sourceAddresses.${place}`]);
  return index < 0 ? null : `${values.sourceAddresses[index]}: ${String(errors[`sourceAddresses.${index}`])}`;
}
