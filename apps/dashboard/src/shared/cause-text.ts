import { useTranslation } from 'react-i18next';
import causes from '../i18n/en/causes.json';

type KnownCause = keyof typeof causes;

/** Says in words why a call or a try ended, by its Q.850 cause; the SIP code stands in where there is no cause. */
export function useCauseText(): (cause: number | null, sipCode: number | null) => string {
  const { t } = useTranslation();
  return (cause, sipCode) => {
    if (cause !== null && isKnown(String(cause))) return t(`causes.${String(cause) as KnownCause}`);
    if (cause !== null) return t('callRecords.causeCode', { code: cause });
    return sipCode === null ? t('causes.0') : t('callRecords.sipCode', { code: sipCode });
  };
}

/** The causes that have words, to choose from. */
export function useCauseChoices(): { value: string; label: string }[] {
  const { t } = useTranslation();
  return Object.keys(causes).map((value) => ({ value, label: `${value} · ${t(`causes.${value as KnownCause}`)}` }));
}

function isKnown(cause: string): cause is KnownCause {
  return cause in causes;
}
