import { Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Extension, ExtensionWithSecret } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeConfig } from '../../api/config-change';
import { createExtension, extensionsQuery, renewSecret } from '../../api/extensions';
import { fieldErrors } from '../../api/problem';
import { ofRevision } from '../../api/versions';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { DriftNote } from '../../shared/drift';
import { EditForm } from '../../shared/edit-form';
import { useMergedSave } from '../../shared/merge/use-merged-save';
import { MissingResource } from '../../shared/missing-resource';
import { PanelForm } from '../../shared/panel-form';
import { useCan } from '../../shared/principal';
import { ReviewChanges } from '../../shared/review-changes';
import type { ShownOnce } from '../../shared/secret-once';
import { SidePanel } from '../../shared/side-panel';
import { useConfigChange } from '../../shared/use-config-change';
import { useKept } from '../../shared/use-kept';
import { ExtensionFields } from './extension-fields';
import {
  type ExtensionValues,
  extensionBody,
  extensionErrors,
  extensionShape,
  extensionValues,
  newExtension,
} from './extension-form';
import { ExtensionHistory } from './extension-history';
import { ExtensionStateNote } from './extension-phones';
import { useExtensionTexts } from './extension-texts';
import { PhoneSettings } from './phone-settings';
import { SecretDialog } from './secret-dialog';

const route = getRouteApi('/shell/extensions/$id');
const touches = [extensionsQuery.queryKey, ['numbers']];

/** The panel that creates an extension and then shows its secret. */
export function NewExtensionPanel() {
  const { t } = useTranslation();
  const close = useClose();
  const [made, setMade] = useState<ShownOnce<ExtensionWithSecret, 'secret'>>();
  const form = useForm<ExtensionValues>({
    initialValues: newExtension,
    validate: (values) => extensionErrors(values, false),
  });
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
        <ExtensionFields form={form} hasPin={false} />
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
  const { item: extension, gone } = useKept(extensions.data, id);
  const title = extension ? t('extensionPanel.edit', { number: extension.number }) : t('extensions.title');
  return (
    <SidePanel title={title} onClose={close}>
      {extension ? (
        <EditExtension key={extension.id} extension={extension} gone={gone} onClose={close} />
      ) : (
        <MissingResource pending={extensions.isPending} deleted={{ kind: 'extension', id }} />
      )}
    </SidePanel>
  );
}

interface EditProps {
  extension: Extension;
  gone: boolean;
  onClose: () => void;
}

function EditExtension({ extension, gone, onClose }: EditProps) {
  const { t } = useTranslation();
  const texts = useExtensionTexts();
  const mayWrite = useCan('config:write');
  const [asking, setAsking] = useState(false);
  const [renewed, setRenewed] = useState<ShownOnce<ExtensionWithSecret, 'secret'>>();
  const name = `${extension.number} ${extension.name}`;
  const form = useForm<ExtensionValues>({
    initialValues: extensionValues(extension),
    validate: (values) => extensionErrors(values, extension.hasVoicemailPin),
  });
  const save = useMergedSave({
    ...{ newest: ofRevision(extension), form, shape: extensionShape, touches },
    path: `/extensions/${extension.id}`,
    change: changeConfig<Extension>,
    name: (saved) => `${saved.number} ${saved.name}`,
    onSaved: onClose,
  });
  const renew = useConfigChange({
    change: () => renewSecret(extension.id),
    touches,
    name: () => name,
    onSaved: ({ value }) => setRenewed(value),
  });
  return (
    <Stack>
      <DriftNote drift={extension.drift} />
      <ExtensionStateNote extension={extension} />
      <PhoneSettings extension={extension} onRenew={mayWrite ? () => setAsking(true) : undefined} />
      <EditForm
        kind="extension"
        {...{ resource: extension, name, gone, form, save, texts, onClose }}
        deleteText={t('extensionPanel.deleteText')}
      >
        <ExtensionFields form={form} hasPin={extension.hasVoicemailPin} />
      </EditForm>
      <ExtensionHistory id={extension.id} />
      {asking && (
        <ConfirmDialog
          title={t('extensionPanel.newSecretTitle', { number: extension.number })}
          confirm={t('extensionPanel.newSecret')}
          action={() => renew.mutateAsync(undefined)}
          onClose={() => setAsking(false)}
        >
          {t('extensionPanel.newSecretText')}
        </ConfirmDialog>
      )}
      {renewed && <SecretDialog extension={renewed} renewed onClose={() => setRenewed(undefined)} />}
    </Stack>
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/extensions' });
}
