import { Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Certificate } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { certificatesQuery, createCertificate } from '../../api/certificates';
import { changeConfig } from '../../api/config-change';
import { fieldErrors } from '../../api/problem';
import { ofRevision } from '../../api/versions';
import { DriftNote } from '../../shared/drift';
import { EditForm } from '../../shared/edit-form';
import { useMergedSave } from '../../shared/merge/use-merged-save';
import { MissingResource } from '../../shared/missing-resource';
import { PanelForm } from '../../shared/panel-form';
import { SidePanel } from '../../shared/side-panel';
import { useConfigChange } from '../../shared/use-config-change';
import { useKept } from '../../shared/use-kept';
import { CertificateFacts } from './certificate-facts';
import { CertificateFields } from './certificate-fields';
import {
  type CertificateValues,
  certificateBody,
  certificateErrors,
  certificateFields,
  certificateShape,
  certificateValues,
  newCertificate,
} from './certificate-form';
import { useCertificateTexts } from './certificate-texts';

const route = getRouteApi('/shell/certificates/$id');
const touches = [certificatesQuery.queryKey];

/** The panel that adds a certificate. */
export function NewCertificatePanel() {
  const { t } = useTranslation();
  const close = useClose();
  const navigate = useNavigate();
  const form = useForm<CertificateValues>({ initialValues: newCertificate, validate: certificateErrors });
  const create = useConfigChange({
    change: (values: CertificateValues) => createCertificate(certificateBody(values)),
    touches,
    name: ({ name }) => name,
    // What it says, and whether it should be shown, comes next.
    onSaved: ({ value }) => void navigate({ to: '/certificates/$id', params: { id: value.id } }),
    onError: (error) => form.setErrors(certificateFields(fieldErrors(error))),
  });
  return (
    <SidePanel title={t('common.newCertificate')} onClose={close}>
      <PanelForm
        onSubmit={form.onSubmit((values) => create.mutate(values))}
        submitLabel={t('common.create')}
        busy={create.isPending}
        error={create.error}
        onCancel={close}
      >
        <CertificateFields form={form} isNew />
      </PanelForm>
    </SidePanel>
  );
}

/** The panel that shows, renews and deletes a certificate. */
export function CertificatePanel() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const close = useClose();
  const certificates = useQuery(certificatesQuery);
  const { item, gone } = useKept(certificates.data, id);
  return (
    <SidePanel
      title={item ? t('certificates.edit', { name: item.name }) : t('common.certificatesTitle')}
      onClose={close}
    >
      {item ? (
        <EditCertificate key={item.id} certificate={item} gone={gone} onClose={close} />
      ) : (
        <MissingResource pending={certificates.isPending} deleted={{ kind: 'certificate', id }} />
      )}
    </SidePanel>
  );
}

interface EditProps {
  certificate: Certificate;
  gone: boolean;
  onClose: () => void;
}

function EditCertificate({ certificate, gone, onClose }: EditProps) {
  const { t } = useTranslation();
  const texts = useCertificateTexts();
  const form = useForm<CertificateValues>({
    initialValues: certificateValues(certificate),
    validate: certificateErrors,
  });
  const save = useMergedSave({
    ...{ newest: ofRevision(certificate), form, shape: certificateShape, touches },
    path: `/certificates/${certificate.id}`,
    change: changeConfig<Certificate>,
    name: ({ name }) => name,
    onSaved: onClose,
  });
  return (
    <Stack>
      <DriftNote drift={certificate.drift} />
      <CertificateFacts certificate={certificate} />
      <EditForm
        kind="certificate"
        {...{ resource: certificate, name: certificate.name, gone, form, save, texts, onClose }}
        deleteText={t(`certificates.deleteText.${certificate.kind}`)}
      >
        <CertificateFields form={form} isNew={false} />
      </EditForm>
    </Stack>
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/certificates' });
}
