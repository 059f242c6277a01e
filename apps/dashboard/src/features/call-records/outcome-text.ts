import { useTranslation } from 'react-i18next';
import { useCauseText } from '../../shared/cause-text';

/** Why something ended, as records have it of a call, a try and a leg. */
export interface Outcome {
  cause: number | null;
  sipCode: number | null;
  sipCodeText: string | null;
}

/** An outcome in words, and its codes: `Busy`, `cause 17 · SIP 486, busy`. */
export function useOutcomeText(): (outcome: Outcome) => { words: string; codes: string } {
  const { t } = useTranslation();
  const causeText = useCauseText();
  return ({ cause, sipCode, sipCodeText }) => ({
    words: causeText(cause, sipCode),
    codes: [
      cause !== null && t('callRecords.causeCode', { code: cause }),
      sipCode !== null && t('callRecords.sipCode', { code: sipCodeText ?? sipCode }),
    ]
      .filter(Boolean)
      .join(' · '),
  });
}
