import { IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { Webhook } from '@trunkline/contracts';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { webhooksQuery } from '../../api/webhooks';
import { CreateButton } from '../../shared/create-button';
import { DeletedLink } from '../../shared/deleted-link';
import { EmptyState } from '../../shared/empty-state';
import { formatNumber } from '../../shared/format';
import { ListSurface } from '../../shared/list-surface';
import { NameCell } from '../../shared/name-cell';
import { Page } from '../../shared/page';
import { RelativeTime } from '../../shared/relative-time';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';
import { Unbroken } from '../../shared/unbroken';
import { WebhookState } from './webhook-state';

/** All webhooks and how they fare. */
export function WebhooksPage() {
  const { t } = useTranslation();
  const query = useQuery(webhooksQuery);
  const columns = useColumns();
  const create = <CreateButton to="/webhooks/new" label={t('common.newWebhook')} permission="webhooks:manage" />;
  return (
    <Page
      title={t('common.webhooksTitle')}
      intro={t('webhooks.intro')}
      aside={query.data?.length === 0 ? null : create}
    >
      <ListSurface
        label={t('common.webhooksTitle')}
        list="webhooks"
        query={query}
        columns={columns}
        rowKey={({ id }) => id}
        text={({ url, description }) => `${url} ${description}`}
        empty={
          <EmptyState icon={IconWebhook} title={t('webhooks.emptyTitle')} action={create}>
            {t('webhooks.empty')}
          </EmptyState>
        }
      />
      <DeletedLink kind="webhook" />
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<Webhook>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'url',
      header: t('webhooks.columnUrl'),
      kind: 'main',
      cell: ({ id, url, description }) => (
        <NameCell note={description}>
          <RowLink to="/webhooks/$id" params={{ id }}>
            {url}
          </RowLink>
        </NameCell>
      ),
    },
    { key: 'state', header: t('webhooks.columnState'), cell: ({ status }) => <WebhookState status={status} /> },
    {
      key: 'events',
      header: t('webhooks.columnEvents'),
      cell: ({ events }) => (events.includes('*') ? t('webhooks.allEvents') : <Events names={events} />),
    },
    {
      key: 'pending',
      header: t('webhooks.columnPending'),
      kind: 'number',
      cell: ({ status }) => formatNumber(status.pending),
    },
    {
      key: 'success',
      header: t('webhooks.columnSuccess'),
      wideOnly: true,
      cell: ({ status: { lastSuccessAt } }) =>
        lastSuccessAt === null ? t('webhooks.never') : <RelativeTime at={lastSuccessAt} />,
    },
  ];
}

/** A name of an event is not broken where it still fits. */
function Events({ names }: { names: string[] }) {
  return names.map((name, index) => (
    <Fragment key={name}>
      <Unbroken text={index < names.length - 1 ? `${name},` : name} />{' '}
    </Fragment>
  ));
}
