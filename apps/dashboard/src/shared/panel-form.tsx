import { Alert, Button, Divider, Group, Stack } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { FormEventHandler, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from './error-note';
import classes from './panel-form.module.css';

interface Props {
  onSubmit: FormEventHandler<HTMLFormElement>;
  submitLabel: string;
  busy: boolean;
  error: unknown;
  /** What else has to be seen before saving. */
  note?: ReactNode;
  onCancel: () => void;
  readOnly?: boolean;
  /** Shows what saving would change, before it is saved. */
  review?: ReactNode;
  /** What else can be done with the resource, such as deleting it. */
  aside?: ReactNode;
  children: ReactNode;
}

/** The form in a side panel: fields, what went wrong, and the buttons, in the same place everywhere. */
export function PanelForm({
  onSubmit,
  submitLabel,
  busy,
  error,
  note,
  onCancel,
  readOnly,
  review,
  aside,
  children,
}: Props) {
  const { t } = useTranslation();
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {readOnly && (
          <Alert color="gray" icon={<IconLock size={18} />}>
            {t('common.readOnly')}
          </Alert>
        )}
        <fieldset disabled={readOnly} className={classes.fields}>
          <Stack gap="md">{children}</Stack>
        </fieldset>
        {error !== null && error !== undefined && <ErrorNote error={error} />}
        {note}
        {!readOnly && (
          <>
            <Divider />
            <Group justify="space-between" gap="xs">
              <Group gap="xs">
                {aside}
                {review}
              </Group>
              <Group gap="xs" ml="auto">
                <Button variant="default" onClick={onCancel}>
                  {t('common.cancel')}
                </Button>
                <Button type="submit" loading={busy}>
                  {submitLabel}
                </Button>
              </Group>
            </Group>
          </>
        )}
      </Stack>
    </form>
  );
}
