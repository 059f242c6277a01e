import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { RoutingQuestion } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { explanationQuery } from '../../api/routing';
import { ErrorNote } from '../../shared/error-note';
import { ListPending } from '../../shared/list-surface';
import { Page } from '../../shared/page';
import { Section } from '../../shared/section';
import { ExplainForm } from './explain-form';
import { questionOf } from './explain-search';
import { RuleTable } from './rule-table';
import { StepList } from './step-list';

const route = getRouteApi('/shell/routing');

/** Asks where a call would go, and says why. What is asked stands in the address, so that it can be sent to others. */
export function ExplainPage() {
  const { t } = useTranslation();
  const asked = route.useSearch();
  return (
    <Page title={t('common.routingTitle')} intro={t('routing.intro')}>
      <ExplainForm asked={asked} />
      {asked.to !== undefined && <Explanation question={questionOf(asked)} />}
    </Page>
  );
}

function Explanation({ question }: { question: RoutingQuestion }) {
  const { t } = useTranslation();
  const { data, error, isError, refetch } = useQuery(explanationQuery(question));
  if (isError) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListPending />;
  return (
    <>
      <Section title={t('routing.steps')} intro={t('routing.revision', { revision: data.revision })}>
        <StepList steps={data.steps} />
      </Section>
      <Section title={t('routing.rules')} intro={t('routing.rulesIntro')}>
        <RuleTable rules={data.rules} />
      </Section>
    </>
  );
}
