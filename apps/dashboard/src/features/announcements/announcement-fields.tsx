import { Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { DestinationFields } from '../../shared/destination/destination-fields';
import type { AnnouncementValues } from './announcement-form';
import { AudioField } from './audio-field';

/** The fields of an announcement; `id` is its own, which it cannot lead to. */
export function AnnouncementFields({ form, id }: { form: UseFormReturnType<AnnouncementValues>; id?: string }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('announcements.name')}
        description={t('announcements.nameHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <AudioField label={t('announcements.audio')} {...form.getInputProps('audioId')} />
      <DestinationFields
        label={t('announcements.next')}
        description={t('announcements.nextHelp')}
        nowhere={t('announcements.noDestination')}
        field="next"
        values={form.values.next}
        inputProps={(path) => form.getInputProps(path)}
        {...(id === undefined ? {} : { except: id })}
      />
      <Switch
        label={t('announcements.enabled')}
        description={t('announcements.enabledHelp')}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  );
}
