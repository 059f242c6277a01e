import { Group, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { Destination } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { announcementsQuery } from '../../api/announcements';
import { extensionsQuery } from '../../api/extensions';
import { outboundRoutesQuery } from '../../api/outbound-routes';
import { ringGroupsQuery } from '../../api/ring-groups';
import { Select } from '../choice-inputs';
import type { DestinationValues } from './destination-form';
import { useDestinationTypes, useHangupReasons } from './destination-words';

/** What an input of a form takes from it. */
type Input = ReturnType<UseFormReturnType<object>['getInputProps']>;
/** `getInputProps` of the form, which has the destination below `field`. */
type InputProps = (path: string) => Input;

interface Props {
  label: string;
  description: string;
  /** What no destination means. */
  nowhere: string;
  field: string;
  values: DestinationValues;
  inputProps: InputProps;
  /** Id of what cannot lead to itself. */
  except?: string;
}

/** Where a call goes: first what kind of place, then which one. */
export function DestinationFields({ label, description, nowhere, field, values, inputProps, except }: Props) {
  const types = useDestinationTypes();
  const choice = inputProps(`${field}.type`);
  return (
    <>
      <Select
        label={label}
        description={description}
        placeholder={nowhere}
        data={types}
        clearable
        {...choice}
        error={choice.error ?? inputProps(field).error}
      />
      {values.type !== null && (
        <Which type={values.type} input={(name) => inputProps(`${field}.${name}`)} except={except} />
      )}
    </>
  );
}

interface WhichProps {
  type: Destination['type'];
  input: InputProps;
  except: string | undefined;
}

function Which({ type, input, except }: WhichProps) {
  const { t } = useTranslation();
  const reasons = useHangupReasons();
  switch (type) {
    case 'extension':
      return <Extension {...input('extensionId')} />;
    case 'voicemail':
      return <Mailbox {...input('extensionId')} />;
    case 'ring_group':
      return <RingGroup except={except} {...input('ringGroupId')} />;
    case 'announcement':
      return <Announcement except={except} {...input('announcementId')} />;
    case 'external':
      return <External input={input} />;
    case 'hangup':
      return <Select label={t('destinations.reason')} data={reasons} allowDeselect={false} {...input('cause')} />;
  }
}

function Extension(props: Input) {
  const { t } = useTranslation();
  const extensions = useQuery(extensionsQuery).data ?? [];
  return (
    <Select
      label={t('destinations.type.extension')}
      data={extensions.map(({ id, number, name }) => ({ value: id, label: `${number} · ${name}` }))}
      required
      searchable
      {...props}
    />
  );
}

function Mailbox(props: Input) {
  const { t } = useTranslation();
  const extensions = useQuery(extensionsQuery).data ?? [];
  return (
    <Select
      label={t('destinations.type.voicemail')}
      data={extensions
        .filter(({ voicemailEnabled }) => voicemailEnabled)
        .map(({ id, number, name }) => ({ value: id, label: `${number} · ${name}` }))}
      nothingFoundMessage={t('destinations.noMailbox')}
      required
      searchable
      {...props}
    />
  );
}

function RingGroup({ except, ...props }: Input & { except: string | undefined }) {
  const { t } = useTranslation();
  const groups = useQuery(ringGroupsQuery).data ?? [];
  return (
    <Select
      label={t('destinations.type.ring_group')}
      data={groups.filter(({ id }) => id !== except).map(({ id, name }) => ({ value: id, label: name }))}
      required
      searchable
      {...props}
    />
  );
}

function Announcement({ except, ...props }: Input & { except: string | undefined }) {
  const { t } = useTranslation();
  const announcements = useQuery(announcementsQuery).data ?? [];
  return (
    <Select
      label={t('destinations.type.announcement')}
      data={announcements.filter(({ id }) => id !== except).map(({ id, name }) => ({ value: id, label: name }))}
      required
      searchable
      {...props}
    />
  );
}

function External({ input }: { input: InputProps }) {
  const { t } = useTranslation();
  const routes = useQuery(outboundRoutesQuery).data ?? [];
  return (
    <Group align="flex-start" gap="sm" grow>
      <TextInput
        label={t('destinations.number')}
        description={t('destinations.numberHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        inputMode="tel"
        {...input('number')}
      />
      <Select
        label={t('destinations.route')}
        description={t('destinations.routeHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={routes.map(({ id, name }) => ({ value: id, label: name }))}
        required
        searchable
        {...input('outboundRouteId')}
      />
    </Group>
  );
}
