import { Alert, Button, FileButton, Group, List, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Rate, rateLimits, type Trunk } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { configRevisionsQuery, rollBackRevision } from '../../api/config-revisions';
import { ApiError } from '../../api/problem';
import { deleteRates, putRates, ratesQuery } from '../../api/trunk-rates';
import { trunksQuery } from '../../api/trunks';
import { inPageLanguage } from '../../i18n/api-words';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { ErrorNote } from '../../shared/error-note';
import { formatNumber } from '../../shared/format';
import { useCan } from '../../shared/principal';
import { useReportDeletion } from '../../shared/undo-toast';
import { useConfigChange } from '../../shared/use-config-change';

const touches = [trunksQuery.queryKey];

/** What the carrier of a trunk charges: looked up, replaced by a file, deleted. */
export function TrunkRates({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation();
  const mayChange = useCan('config:write');
  const { rates } = trunk;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {rates === null
          ? t('trunkOptions.rates.empty')
          : t('trunkOptions.rates.count', { count: rates.count, currency: rates.currency })}{' '}
        {rates === null && mayChange && t('trunkOptions.rates.emptyNext')}
      </Text>
      {rates && <Lookup id={trunk.id} currency={rates.currency} />}
      {mayChange && <Replace trunk={trunk} />}
    </Stack>
  );
}

function Lookup({ id, currency }: { id: string; currency: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const digits = text.replace(/\D/g, '').slice(0, 15);
  const found = useQuery({ ...ratesQuery(id, digits), placeholderData: keepPreviousData });
  const priceOf = ({ price, prefix, name }: Rate) =>
    t('trunkOptions.rates.price', { price, currency, prefix: name === null ? prefix : `${prefix}, ${name}` });
  const { rates = [], isMore = false, counting = null } = found.data ?? {};
  return (
    <>
      <TextInput
        label={t('trunkOptions.rates.number')}
        description={t('trunkOptions.rates.numberHelp')}
        inputMode="tel"
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      {found.isError && <ErrorNote error={found.error} />}
      {digits !== '' && found.data && (
        <Text size="sm" role="status">
          {counting ? priceOf(counting) : t('trunkOptions.rates.noPrice')}
        </Text>
      )}
      {rates.length > 0 && (
        <Table.ScrollContainer minWidth={0} mah={260}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('trunkOptions.rates.prefix')}</Table.Th>
                <Table.Th>{t('trunkOptions.rates.name')}</Table.Th>
                <Table.Th ta="end">{t('trunkOptions.rates.perMinute', { currency })}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rates.map(({ prefix, name, price }) => (
                <Table.Tr key={prefix}>
                  <Table.Td>{prefix}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
                  <Table.Td ta="end">{price}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {isMore && (
        <Text size="sm" c="dimmed">
          {t('trunkOptions.rates.more')}
        </Text>
      )}
    </>
  );
}

function Replace({ trunk: { id, name, rates } }: { trunk: Trunk }) {
  const { t } = useTranslation();
  const [currency, setCurrency] = useState(rates?.currency ?? 'EUR');
  const [deleting, setDeleting] = useState(false);
  const upload = useConfigChange({
    ...{ touches, name: () => name },
    change: (file: File) => putRates(id, file, currency.trim().toUpperCase()),
  });
  const report = useReportDeletion();
  // They come back as the revision is undone that deleted them.
  const remove = async () => {
    const { outcome } = await deleteRates(id);
    const undo = () => rollBackRevision(Number(outcome.revision));
    const touched = [...touches, configRevisionsQuery.queryKey, ['system']];
    const deleted = { id: `rates-${id}`, name: t('trunkOptions.rates.of', { name }), undo, touches: touched };
    await report(deleted, outcome, t('trunkOptions.rates.undoLater'));
  };
  return (
    <>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('trunkOptions.rates.currency')}
          w={110}
          maxLength={3}
          value={currency}
          onChange={({ currentTarget: { value } }) => setCurrency(value)}
        />
        <FileButton
          accept=".csv,.txt,text/csv"
          onChange={(file) => file && upload.mutate(file)}
          inputProps={{ 'aria-label': t('trunkOptions.rates.file') }}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={16} />} loading={upload.isPending}>
              {t(rates === null ? 'trunkOptions.rates.upload' : 'trunkOptions.rates.replace')}
            </Button>
          )}
        </FileButton>
        {rates !== null && (
          <Button variant="subtle" color="red" c="var(--trunkline-bad)" onClick={() => setDeleting(true)}>
            {t('trunkOptions.rates.delete')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('trunkOptions.rates.fileHelp', { rows: formatNumber(rateLimits.rows) })}
      </Text>
      {upload.isError && <Refused error={upload.error} />}
      {deleting && (
        <ConfirmDialog
          title={t('trunkOptions.rates.deleteTitle', { name })}
          confirm={t('common.delete')}
          action={remove}
          onClose={() => setDeleting(false)}
        >
          {t('trunkOptions.rates.deleteText')}
        </ConfirmDialog>
      )}
    </>
  );
}

/** What is wrong with a file, line by line. */
function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const fields = error instanceof ApiError ? error.fields : [];
  if (fields.length === 0) return <ErrorNote error={error} />;
  const lineOf = (pointer: string) => /^\/lines\/(\d+)/.exec(pointer)?.[1];
  return (
    <Alert color="red" title={t('trunkOptions.rates.refused')} role="alert">
      <List size="sm">
        {fields.slice(0, 10).map(({ pointer, message }) => {
          const line = lineOf(pointer);
          const text = inPageLanguage(message);
          const of = pointer.endsWith('prefix') ? 'prefix' : pointer.endsWith('name') ? 'name' : 'other';
          return (
            <List.Item key={pointer}>
              {line === undefined ? text : t(`trunkOptions.rates.line.${of}`, { line, text })}
            </List.Item>
          );
        })}
      </List>
      {fields.length > 10 && (
        <Text size="sm">{t('trunkOptions.rates.moreProblems', { count: fields.length - 10 })}</Text>
      )}
    </Alert>
  );
}
