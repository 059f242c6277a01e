import { Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Extension, ExtensionWithSecret, PlannedChange } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createExtension, deleteExtension, extensionsQuery, patchExtension, renewSecret } from '../../api/extensions';
import { fieldErrors } from '../../api/problem';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { DeleteButton } from '../../shared/delete-button';
import { DriftNote } from '../../shared/drift';
import { MissingResource } from '../../shared/missing-resource';
import { PanelForm } from '../../shared/panel-form';
import { useCan } from '../../shared/principal';
import { ReviewChanges } from '../../shared/review-changes';
import { SidePanel } from '../../shared/side-panel';
import { useConfigChange } from '../../shared/use-config-change';
import { ExtensionFields } from './extension-fields';
import {
  type ExtensionValues,
  extensionBody,
  extensionErrors,
  extensionPatch,
  extensionValues,
  newExtension,
} from './extension-form';
import { ExtensionHistory } from './extension-history';
import { ExtensionStateNote } from './extension-phones';
import { PhoneSettings } from './phone-settings';
import { SecretDialog } from './secret-dialog';

const route = getRouteApi('/shell/extensions/$id');
const touches = [extensionsQuery.queryKey, ['numbers']];

/** The panel that creates an extension and then shows its secret. */
export function NewExtensionPanel() {
  const { t } = useTranslation();
  const close = useClose();
  const [made, setMade] = useState<ExtensionWithSecret>();
  const form = useForm<ExtensionValues>({ initialValues: newExtension, validate: extensionErrors });
  const create = useConfigChange({
    change: (values: ExtensionValues) => createExtension(extensionBody(values)),
    touches,
    name: ({ number, name }) => `${number} ${name}`,
    onSaved: ({ value }) => setMade(value),
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  if (made) return <SecretDialog extension={made} renewed={false} onClose={close} />;
  return (
    <SidePanel title={t('extensions.new')} onClose={close}>
      <PanelForm
        onSubmit={form.onSubmit((values) => create.mutate(values))}
        submitLabel={t('common.create')}
        busy={create.isPending}
        error={create.error}
        onCancel={close}
        review={
          <ReviewChanges
            onAsk={(review) =>
              form.onSubmit((values) =>
                review({ method: 'POST', path: '/extensions', body: { ...extensionBody(values) } }),
              )()
            }
            onError={(error) => form.setErrors(fieldErrors(error))}
          />
        }
      >
        <ExtensionFields form={form} />
      </PanelForm>
    </SidePanel>
  );
}

/** The panel that shows, changes and deletes an extension. */
export function ExtensionPanel() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const close = useClose();
  const extensions = useQuery(extensionsQuery);
  const extension = extensions.data?.find((each) => each.id === id);
  const title = extension ? t('extensions.edit', { number: extension.number }) : t('extensions.title');
  return (
    <SidePanel title={title} onClose={close}>
      {extension ? (
        <EditExtension key={extension.id} extension={extension} onClose={close} />
      ) : (
        <MissingResource pending={extensions.isPending} />
      )}
    </SidePanel>
  );
}

function EditExtension({ extension, onClose }: { extension: Extension; onClose: () => void }) {
  const { t } = useTranslation();
  const mayWrite = useCan('config:write');
  const [asking, setAsking] = useState<'delete' | 'secret'>();
  const [renewed, setRenewed] = useState<ExtensionWithSecret>();
  const label = `${extension.number} ${extension.name}`;
  const form = useForm<ExtensionValues>({ initialValues: extensionValues(extension), validate: extensionErrors });
  const save = useConfigChange({
    change: (values: ExtensionValues) => patchExtension(extension.id, extensionPatch(extension, values)),
    touches,
    name: ({ number, name }) => `${number} ${name}`,
    onSaved: onClose,
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  const remove = useConfigChange({
    change: () => deleteExtension(extension.id),
    touches,
    name: () => label,
    deletes: true,
    onSaved: onClose,
  });
  const renew = useConfigChange({
    change: () => renewSecret(extension.id),
    touches,
    name: () => label,
    onSaved: ({ value }) => setRenewed(value),
  });
  const submit = (values: ExtensionValues) =>
    Object.keys(extensionPatch(extension, values)).length === 0 ? onClose() : save.mutate(values);
  return (
    <Stack>
      <DriftNote drift={extension.drift} />
      <ExtensionStateNote extension={extension} />
      <PhoneSettings extension={extension} onRenew={mayWrite ? () => setAsking('secret') : undefined} />
      <PanelForm
        onSubmit={form.onSubmit(submit)}
        submitLabel={t('common.save')}
        busy={save.isPending}
        error={save.error}
        onCancel={onClose}
        readOnly={!mayWrite}
        review={
          <ReviewChanges
            onAsk={(review) => form.onSubmit((values) => review(planned(extension, values)))()}
            onError={(error) => form.setErrors(fieldErrors(error))}
          />
        }
        aside={<DeleteButton onClick={() => setAsking('delete')} />}
      >
        <ExtensionFields form={form} />
      </PanelForm>
      <ExtensionHistory id={extension.id} />
      {asking === 'delete' && (
        <ConfirmDialog
          title={t('common.deleteTitle', { name: label })}
          confirm={t('common.delete')}
          action={() => remove.mutateAsync(undefined)}
          onClose={() => setAsking(undefined)}
        >
          {t('extensions.deleteText')}
        </ConfirmDialog>
      )}
      {asking === 'secret' && (
        <ConfirmDialog
          title={t('extensions.newSecretTitle', { number: extension.number })}
          confirm={t('extensions.newSecret')}
          action={() => renew.mutateAsync(undefined)}
          onClose={() => setAsking(undefined)}
        >
          {t('extensions.newSecretText')}
        </ConfirmDialog>
      )}
      {renewed && <SecretDialog extension={renewed} renewed onClose={() => setRenewed(undefined)} />}
    </Stack>
  );
}

/** The change that saving would make, null when there is none. */
function planned(extension: Extension, values: ExtensionValues): PlannedChange | null {
  const body = extensionPatch(extension, values);
  return Object.keys(body).length === 0 ? null : { method: 'PATCH', path: `/extensions/${extension.id}`, body };
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/extensions' });
}
