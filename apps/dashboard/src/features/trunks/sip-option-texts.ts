import { sipOptionNames, type TrunkSip } from '@trunkline/contracts';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** The values of options that are a choice, in words. */
const choices: { [Name in keyof TrunkSip]?: (value: TrunkSip[Name], t: TFunction) => string } = {
  dtmfMode: (mode, t) => t(`trunkOptions.dtmf.${mode}`),
  sessionTimers: (mode, t) => t(`trunkOptions.timers.${mode}`),
  identityHeader: (header, t) => t(`trunkOptions.identity.${header}`),
  reliableProvisional: (mode, t) => t(`trunkOptions.provisional.${mode}`),
  dscpAudio: (name, t) => (name === 'cs0' ? t('trunkOptions.dscpNone') : name.toUpperCase()),
  pjsipOptions: (options) => options.map(({ object, option, value }) => `${object} ${option} = ${value}`).join('\n'),
  jitterBuffer: (kind, t) => t(`trunkOptions.jitter.${kind}`),
};

/** The SIP options of a trunk in words. */
export function useSipOptionTexts(): Record<keyof TrunkSip, FieldTexts[string]> {
  const { t } = useTranslation();
  const entries = sipOptionNames.map((name) => {
    const words = choices[name] as ((value: unknown, t: TFunction) => string) | undefined;
    return [name, { label: t(`trunkOptions.${name}`), ...(words && { text: (value: unknown) => words(value, t) }) }];
  });
  return Object.fromEntries(entries) as Record<keyof TrunkSip, FieldTexts[string]>;
}
