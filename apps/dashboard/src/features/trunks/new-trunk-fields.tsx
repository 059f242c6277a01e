import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { TrunkPreset } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trunkPresetsQuery } from '../../api/trunk-presets';
import { Select } from '../../shared/choice-inputs';
import { PresetFields } from './preset-fields';
import { TrunkFields } from './trunk-fields';
import { newTrunk, type TrunkValues } from './trunk-form';

const all = 'all';

/** The fields of a new trunk: those that a known carrier leaves open, or all. */
export function NewTrunkFields({ form }: { form: UseFormReturnType<TrunkValues> }) {
  const { t } = useTranslation();
  const presets = useQuery(trunkPresetsQuery).data ?? [];
  const [chosen, setChosen] = useState<TrunkPreset>();
  const choose = (id: string | null) => {
    const preset = presets.find((each) => each.id === id);
    // What was chosen stays when all fields are asked for.
    if (preset) form.setValues(valuesOf(preset));
    form.clearErrors();
    setChosen(preset);
  };
  const nameOf = ({ id, name, generic }: TrunkPreset) => (generic ? t(`trunkOptions.kinds.${id as 'peer'}`) : name);
  return (
    <>
      <Select
        label={t('trunkOptions.carrier')}
        description={t('trunkOptions.carrierHelp')}
        data={[
          { value: all, label: t('trunkOptions.allFields') },
          ...presets.map((preset) => ({ value: preset.id, label: nameOf(preset) })),
        ]}
        value={chosen?.id ?? all}
        onChange={choose}
        allowDeselect={false}
      />
      {chosen ? (
        <PresetFields key={chosen.id} form={form} preset={chosen} />
      ) : (
        <TrunkFields form={form} hasPassword={false} peerUser={null} />
      )}
    </>
  );
}

function valuesOf({ name, generic, settings, asks }: TrunkPreset): TrunkValues {
  const set = settings.map(({ field, value }) => [field, value]);
  const first = asks.flatMap(({ field, choices }) => (choices.length > 0 ? [[field, choices[0]]] : []));
  return { ...newTrunk, name: generic ? '' : name, ...Object.fromEntries([...set, ...first]) };
}
