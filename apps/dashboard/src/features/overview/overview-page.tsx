import { useQuery } from '@tanstack/react-query';
import type { Overview } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { overviewQuery } from '../../api/overview';
import { ListFailed, ListPending } from '../../shared/list-surface';
import { Page } from '../../shared/page';
import { FailingTrunks } from './failing-trunks';
import { FirstRunGuide, stepsOf } from './first-run-guide';
import { HoursChart } from './hours-chart';
import { LastFailures } from './last-failures';
import { Tiles } from './tiles';
import { TroubledTrunks } from './troubled-trunks';

/** How things are: what an administrator or operator looks at first. */
export function OverviewPage() {
  const { t } = useTranslation();
  const query = useQuery(overviewQuery);
  return (
    <Page title={t('common.overviewTitle')} intro={t('overview.intro')}>
      {query.isPending && <ListPending />}
      {query.isError && <ListFailed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Parts overview={query.data} />}
    </Page>
  );
}

/** Until there was a call, the way to one stands where its figures will. */
function Parts({ overview }: { overview: Overview }) {
  const { trunks, calls } = overview;
  const steps = stepsOf(overview);
  return (
    <>
      <Tiles overview={overview} />
      {trunks !== null && trunks.notInOrder.length > 0 && <TroubledTrunks trunks={trunks} />}
      {trunks !== null && trunks.passedOver.length + trunks.alarms.length > 0 && <FailingTrunks trunks={trunks} />}
      {steps !== null && <FirstRunGuide steps={steps} />}
      {calls?.any && <HoursChart hours={calls.hours} />}
      {calls?.any && <LastFailures failures={calls.failures} />}
    </>
  );
}
