import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Misfit, RoutingRule } from '@trunkline/contracts';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiText } from '../../shared/api-text';
import { NameCell } from '../../shared/name-cell';
import { type Column, RowTable } from '../../shared/row-table';
import { StatusBadge, type Tone } from '../../shared/status-badge';

const tones: Record<RoutingRule['outcome'], Tone> = {
  matched: 'good',
  no_match: 'quiet',
  disabled: 'warn',
  not_reached: 'quiet',
};
const pages = {
  caller: '/extensions/$id',
  extension: '/extensions/$id',
  number: '/numbers/$id',
  outbound_route: '/outbound-routes/$id',
  ring_group: '/ring-groups/$id',
  inbound_route: '/inbound-routes/$id',
} as const;

/** Every rule that was looked at, in the order of the dialplan. */
export function RuleTable({ rules }: { rules: RoutingRule[] }) {
  const { t } = useTranslation();
  const noteOf = ({ kind, outcome, misfit, reason }: RoutingRule) => {
    if (misfit) return t(`routing.misfit.${misfitKind(misfit)}`, placesOf(misfit));
    return kind === 'inbound_route' && outcome === 'no_match' ? <ApiText>{reason}</ApiText> : null;
  };
  const columns: Column<Numbered>[] = [
    {
      key: 'rule',
      header: t('routing.columnRule'),
      kind: 'main',
      cell: ({ rule }) => (
        <NameCell note={t(`routing.kind.${rule.kind}`)}>
          <RuleName rule={rule} />
        </NameCell>
      ),
    },
    {
      key: 'pattern',
      header: t('routing.columnPattern'),
      cell: ({ rule }) => (rule.pattern === null ? everything(rule) : <Pattern text={rule.pattern} />),
    },
    {
      key: 'outcome',
      header: t('routing.columnOutcome'),
      cell: ({ rule }) => (
        <NameCell note={noteOf(rule)}>
          <StatusBadge tone={tones[rule.outcome]} label={t(`routing.outcome.${rule.outcome}`)} />
        </NameCell>
      ),
    },
  ];
  const everything = ({ kind }: RoutingRule) => kind === 'inbound_route' && t('routing.everyNumber');
  const rows = rules.map((rule, place) => ({ rule, place }));
  return <RowTable label={t('routing.rules')} columns={columns} rows={rows} rowKey={({ place }) => String(place)} />;
}

/** An inbound route may look for many numbers: a line ends between two of them. */
function Pattern({ text }: { text: string }) {
  return (
    <span>
      {text.split(', ').map((one, place) => (
        <Fragment key={one}>
          {place > 0 && ', '}
          <code>{one}</code>
        </Fragment>
      ))}
    </span>
  );
}

function misfitKind({ wants, has }: Misfit): 'tooLong' | 'tooShort' | 'other' {
  return wants === null ? 'tooLong' : has === null ? 'tooShort' : 'other';
}

const digits: Readonly<Record<string, string>> = { X: '0–9', Z: '1–9', N: '2–9' };

function placesOf({ at, wants, has }: Misfit) {
  return { at, has, wants: digits[wants ?? ''] ?? wants };
}

interface Numbered {
  rule: RoutingRule;
  place: number;
}

function RuleName({ rule: { kind, id, name } }: { rule: RoutingRule }) {
  const { t } = useTranslation();
  if (id === null || !(kind in pages)) return name ?? t(`routing.rule.${kind}`);
  return (
    <Anchor renderRoot={(props) => <Link {...props} to={pages[kind as keyof typeof pages]} params={{ id }} />}>
      {name}
    </Anchor>
  );
}
