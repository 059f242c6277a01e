import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { PhoneNumber, PlannedChange } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createNumber, deleteNumber, numbersQuery, patchNumber } from '../../api/numbers';
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
import { NumberFields } from './number-fields';
import {
  type NumberValues,
  newNumber,
  numberBody,
  numberErrors,
  numberFields,
  numberPatch,
  numberValues,
} from './number-form';

const route = getRouteApi('/shell/numbers/$id');
const touches = [numbersQuery.queryKey];

/** The panel that creates a number. */
export function NewNumberPanel() {
  const { t } = useTranslation();
  const close = useClose();
  const form = useForm<NumberValues>({ initialValues: newNumber, validate: numberErrors });
  const create = useConfigChange({
    change: (values: NumberValues) => createNumber(numberBody(values)),
    touches,
    name: (_, { value }) => value.number,
    onSaved: close,
    onError: (error) => form.setErrors(numberFields(fieldErrors(error))),
  });
  return (
    <SidePanel title={t('numbers.new')} onClose={close}>
      <PanelForm
        onSubmit={form.onSubmit((values) => create.mutate(values))}
        submitLabel={t('common.create')}
        busy={create.isPending}
        error={create.error}
        onCancel={close}
        review={
          <ReviewChanges
            onAsk={(review) =>
              form.onSubmit((values) => review({ method: 'POST', path: '/numbers', body: { ...numberBody(values) } }))()
            }
            onError={(error) => form.setErrors(numberFields(fieldErrors(error)))}
          />
        }
      >
        <NumberFields form={form} />
      </PanelForm>
    </SidePanel>
  );
}

/** The panel that shows, changes and deletes a number. */
export function NumberPanel() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const close = useClose();
  const numbers = useQuery(numbersQuery);
  const number = numbers.data?.find((each) => each.id === id);
  return (
    <SidePanel title={number ? t('numbers.edit', { number: number.number }) : t('numbers.title')} onClose={close}>
      {number ? (
        <EditNumber key={number.id} number={number} onClose={close} />
      ) : (
        <MissingResource pending={numbers.isPending} />
      )}
    </SidePanel>
  );
}

function EditNumber({ number, onClose }: { number: PhoneNumber; onClose: () => void }) {
  const { t } = useTranslation();
  const mayWrite = useCan('config:write');
  const [deleting, setDeleting] = useState(false);
  const form = useForm<NumberValues>({ initialValues: numberValues(number), validate: numberErrors });
  const save = useConfigChange({
    change: (values: NumberValues) => patchNumber(number.id, numberPatch(number, values)),
    touches,
    name: () => number.number,
    onSaved: onClose,
    onError: (error) => form.setErrors(numberFields(fieldErrors(error))),
  });
  const remove = useConfigChange({
    change: () => deleteNumber(number.id),
    touches,
    name: () => number.number,
    deletes: true,
    onSaved: onClose,
  });
  const submit = (values: NumberValues) =>
    Object.keys(numberPatch(number, values)).length === 0 ? onClose() : save.mutate(values);
  return (
    <>
      <DriftNote drift={number.drift} />
      <PanelForm
        onSubmit={form.onSubmit(submit)}
        submitLabel={t('common.save')}
        busy={save.isPending}
        error={save.error}
        onCancel={onClose}
        readOnly={!mayWrite}
        review={
          <ReviewChanges
            onAsk={(review) => form.onSubmit((values) => review(planned(number, values)))()}
            onError={(error) => form.setErrors(numberFields(fieldErrors(error)))}
          />
        }
        aside={<DeleteButton onClick={() => setDeleting(true)} />}
      >
        <NumberFields form={form} />
      </PanelForm>
      {deleting && (
        <ConfirmDialog
          title={t('common.deleteTitle', { name: number.number })}
          confirm={t('common.delete')}
          action={() => remove.mutateAsync(undefined)}
          onClose={() => setDeleting(false)}
        >
          {t('numbers.deleteText')}
        </ConfirmDialog>
      )}
    </>
  );
}

/** The change that saving would make, null when there is none. */
function planned(number: PhoneNumber, values: NumberValues): PlannedChange | null {
  const body = numberPatch(number, values);
  return Object.keys(body).length === 0 ? null : { method: 'PATCH', path: `/numbers/${number.id}`, body };
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/numbers' });
}
