import { Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import {
  dscpClasses,
  dtmfModes,
  identityHeaders,
  jitterBufferKinds,
  provisionalModes,
  sessionTimerModes,
  sipDefaults,
  sipOptionNames,
  sipOptionsOf,
  type TrunkSip,
} from '@trunkline/contracts';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../shared/choice-inputs';
import { NumberField } from '../../shared/number-field';
import { PjsipOptionFields } from './pjsip-option-fields';
import classes from './sip-option-fields.module.css';
import { useSipOptionTexts } from './sip-option-texts';
import { type TrunkValues, trunkBody } from './trunk-form';

type Form = UseFormReturnType<TrunkValues>;

/** What few carriers ask for. It is folded until it is wanted, or something in it is wrong. */
export function SipOptionFields({ form }: { form: Form }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const isWrong = sipOptionNames.some((name) =>
    Object.keys(form.errors).some((field) => field === name || field.startsWith(`${name}.`)),
  );
  const values = sipOptionsOf(trunkBody(form.values));
  const touched = sipOptionNames.filter(
    (name) => JSON.stringify(values[name]) !== JSON.stringify(sipDefaults[name]),
  ).length;
  return (
    <details
      className={classes.options}
      open={opened || isWrong}
      onToggle={({ currentTarget }) => setOpened(currentTarget.open)}
    >
      <summary>
        {t('trunkOptions.title')}
        <Text span size="xs" c="dimmed">
          {touched === 0 ? t('trunkOptions.untouched') : t('trunkOptions.touched', { count: touched })}
        </Text>
      </summary>
      <Stack gap="sm" pb="md">
        <Text size="xs" c="dimmed">
          {t('trunkOptions.intro')}
        </Text>
        <CallerFields form={form} />
        <CallFields form={form} />
        <MediaFields form={form} />
        <NetworkFields form={form} />
        <PjsipOptionFields form={form} />
      </Stack>
    </details>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Title order={3} size="h6" mt="xs">
        {title}
      </Title>
      {children}
    </>
  );
}

/** One of the values of an option. */
function Choice({ form, name, values }: { form: Form; name: keyof TrunkSip; values: readonly string[] }) {
  const { label, text = String } = useSipOptionTexts()[name];
  const data = values.map((value) => ({ value, label: text(value) }));
  return <Select label={label} data={data} allowDeselect={false} {...form.getInputProps(name)} />;
}

type Flag = 'trustIdentity' | 'hideCaller' | 'symmetricRtp' | 'rewriteContact' | 't38' | 'inbandProgress';

function Flagged({ form, name }: { form: Form; name: Flag }) {
  const { t } = useTranslation();
  return (
    <Switch
      label={t(`trunkOptions.${name}`)}
      description={t(`trunkOptions.${name}Help`)}
      {...form.getInputProps(name, { type: 'checkbox' })}
    />
  );
}

function CallerFields({ form }: { form: Form }) {
  const { t } = useTranslation();
  return (
    <Part title={t('trunkOptions.caller')}>
      <Choice form={form} name="identityHeader" values={identityHeaders} />
      <Flagged form={form} name="hideCaller" />
      <Flagged form={form} name="trustIdentity" />
      <Switch label={t('trunkOptions.userPhone')} {...form.getInputProps('userPhone', { type: 'checkbox' })} />
    </Part>
  );
}

function CallFields({ form }: { form: Form }) {
  const { t } = useTranslation();
  return (
    <Part title={t('trunkOptions.calls')}>
      <Choice form={form} name="dtmfMode" values={dtmfModes} />
      <Choice form={form} name="sessionTimers" values={sessionTimerModes} />
      {form.values.sessionTimers !== 'off' && (
        <>
          <NumberField label={t('trunkOptions.sessionExpires')} required {...form.getInputProps('sessionExpires')} />
          <NumberField
            label={t('trunkOptions.sessionMinExpires')}
            required
            {...form.getInputProps('sessionMinExpires')}
          />
        </>
      )}
      <Choice form={form} name="reliableProvisional" values={provisionalModes} />
      <Flagged form={form} name="inbandProgress" />
    </Part>
  );
}

function MediaFields({ form }: { form: Form }) {
  const { t } = useTranslation();
  return (
    <Part title={t('trunkOptions.media')}>
      <Flagged form={form} name="symmetricRtp" />
      <Choice form={form} name="dscpAudio" values={dscpClasses} />
      <Choice form={form} name="jitterBuffer" values={jitterBufferKinds} />
      {form.values.jitterBuffer !== 'off' && (
        <NumberField
          label={t('trunkOptions.jitterBufferMs')}
          description={form.values.jitterBuffer === 'adaptive' && t('trunkOptions.jitterAdaptiveHelp')}
          required
          {...form.getInputProps('jitterBufferMs')}
        />
      )}
      <Flagged form={form} name="t38" />
    </Part>
  );
}

function NetworkFields({ form }: { form: Form }) {
  const { t } = useTranslation();
  return (
    <Part title={t('trunkOptions.network')}>
      <TextInput
        label={t('trunkOptions.outboundProxy')}
        description={t('trunkOptions.outboundProxyHelp')}
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('outboundProxy')}
      />
      <NumberField
        label={t('trunkOptions.optionsInterval')}
        description={t('trunkOptions.optionsIntervalHelp')}
        required
        {...form.getInputProps('optionsInterval')}
      />
      <Flagged form={form} name="rewriteContact" />
    </Part>
  );
}
