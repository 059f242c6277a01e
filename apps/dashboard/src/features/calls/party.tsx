import type { Party } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { PartyCell } from '../../shared/party-cell';

/** One party of a live call. */
export function PartyText({ party }: { party: Party }) {
  return <PartyCell number={party.number} name={party.name} />;
}

/** What to call a party in a sentence. */
export function usePartyName(): (party: Party) => string {
  const { t } = useTranslation();
  return ({ name, number }) => name ?? number ?? t('calls.unknownParty');
}
