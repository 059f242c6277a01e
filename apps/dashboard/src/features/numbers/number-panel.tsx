import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { PhoneNumber } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { changeConfig } from '../../api/config-change';
import { createNumber, numbersQuery } from '../../api/numbers';
import { fieldErrors } from '../../api/problem';
import { ofRevision } from '../../api/versions';
import { DriftNote } from '../../shared/drift';
import { EditForm } from '../../shared/edit-form';
import { useMergedSave } from '../../shared/merge/use-merged-save';
import { MissingResource } from '../../shared/missing-resource';
import { PanelForm } from '../../shared/panel-form';
import { ReviewChanges } from '../../shared/review-changes';
import { SidePanel } from '../../shared/side-panel';
import { useConfigChange } from '../../shared/use-config-change';
import { useKept } from '../../shared/use-kept';
import { NumberFields } from './number-fields';
import { type NumberValues, newNumber, numberBody, numberErrors, numberShape, numberValues } from './number-form';
import { useNumberTexts } from './number-texts';

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
    onError: (error) => form.setErrors(fieldErrors(error)),
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
            onError={(error) => form.setErrors(fieldErrors(error))}
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
  const { item: number, gone } = useKept(numbers.data, id);
  return (
    <SidePanel title={number ? t('numbers.edit', { number: number.number }) : t('numbers.title')} onClose={close}>
      {number ? (
        <EditNumber key={number.id} number={number} gone={gone} onClose={close} />
      ) : (
        <MissingResource pending={numbers.isPending} deleted={{ kind: 'number', id }} />
      )}
    </SidePanel>
  );
}

function EditNumber({ number, gone, onClose }: { number: PhoneNumber; gone: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const texts = useNumberTexts();
  const form = useForm<NumberValues>({ initialValues: numberValues(number), validate: numberErrors });
  const save = useMergedSave({
    ...{ newest: ofRevision(number), form, shape: numberShape, touches },
    path: `/numbers/${number.id}`,
    change: changeConfig<PhoneNumber>,
    name: (saved) => saved.number,
    onSaved: onClose,
  });
  return (
    <>
      <DriftNote drift={number.drift} />
      <EditForm
        kind="number"
        {...{ resource: number, name: number.number, gone, form, save, texts, onClose }}
        deleteText={t('numbers.deleteText')}
      >
        <NumberFields form={form} />
      </EditForm>
    </>
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/numbers' });
}
