import { Text } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import type { Overview } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../shared/create-button';
import { useCan } from '../../shared/principal';
import { Section } from '../../shared/section';
import classes from './first-run-guide.module.css';

/** Where each step to a first call is done, and what it takes. */
const places = {
  trunk: { to: '/trunks/new', permission: 'config:write' },
  extension: { to: '/extensions/new', permission: 'config:write' },
  phone: { to: '/extensions', permission: 'config:read' },
  number: { to: '/numbers/new', permission: 'config:write' },
  outboundRoute: { to: '/outbound-routes/new', permission: 'config:write' },
  call: { to: '/calls', permission: 'calls:read' },
} as const;

type StepName = keyof typeof places;
interface Step {
  name: StepName;
  done: boolean;
}

/** The steps to a first call; null once there was one, and for those who may not see how far it is. */
export function stepsOf({ trunks, extensions, numbers, outboundRoutes, calls }: Overview): Step[] | null {
  if (!trunks || !extensions || !numbers || !outboundRoutes || !calls || calls.any) return null;
  return [
    { name: 'trunk', done: trunks.total > 0 },
    { name: 'extension', done: extensions.total > 0 },
    { name: 'phone', done: extensions.reachable > 0 },
    { name: 'number', done: numbers.leading > 0 },
    { name: 'outboundRoute', done: outboundRoutes.total > 0 },
    { name: 'call', done: false },
  ];
}

/** What to do before there was any call, and what of it is done. */
export function FirstRunGuide({ steps }: { steps: Step[] }) {
  const { t } = useTranslation();
  const done = steps.filter((step) => step.done).length;
  const next = steps.find((step) => !step.done)?.name;
  return (
    <Section title={t('overview.guideTitle')} intro={t('overview.guideProgress', { done, all: steps.length })}>
      <ol className={classes.steps}>
        {steps.map((step, place) => (
          <StepItem key={step.name} step={step} place={place + 1} isNext={step.name === next} />
        ))}
      </ol>
    </Section>
  );
}

function StepItem({ step: { name, done }, place, isNext }: { step: Step; place: number; isNext: boolean }) {
  const { t } = useTranslation();
  const { to, permission } = places[name];
  const allowed = useCan(permission);
  return (
    <li className={classes.step} data-done={done} aria-current={isNext ? 'step' : undefined}>
      <span className={classes.mark}>
        {done ? <IconCircleCheckFilled size={26} aria-hidden /> : <span aria-hidden>{place}</span>}
        <span className="unseen">{t(done ? 'overview.guideDone' : 'overview.guideOpen')}</span>
      </span>
      <div className={classes.words}>
        <Text fw={600}>{t(`overview.step.${name}`)}</Text>
        <Text size="sm" c="dimmed">
          {t(`overview.stepText.${name}`)}
        </Text>
      </div>
      {!done && allowed && (
        <ButtonLink component="a" to={to} variant={isNext ? 'filled' : 'default'} size="sm">
          {t(`overview.stepAction.${name}`)}
        </ButtonLink>
      )}
    </li>
  );
}
