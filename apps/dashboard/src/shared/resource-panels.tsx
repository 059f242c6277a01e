import { type UseFormReturnType, useForm } from '@mantine/form';
import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import type { DeletedKind, Drift } from '@trunkline/contracts';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeConfig, type Saved } from '../api/config-change';
import { fieldErrors } from '../api/problem';
import { ofRevision } from '../api/versions';
import { DriftNote } from './drift';
import { EditForm } from './edit-form';
import type { FieldTexts, FormShape } from './merge/form-shape';
import { useMergedSave } from './merge/use-merged-save';
import { MissingResource } from './missing-resource';
import { PanelForm } from './panel-form';
import { ReviewChanges } from './review-changes';
import { SidePanel } from './side-panel';
import { useConfigChange } from './use-config-change';
import { useKept } from './use-kept';

interface Configured {
  id: string;
  name: string;
  revision: number;
  updatedAt: string;
  drift: Drift | null;
}

/** What panels have to know of a kind of resource `R`, which forms hold as `V` and the API takes as `B`. */
export interface ResourceForm<R extends Configured, V extends object, B extends object> {
  /** Its place under /api/v1. */
  path: string;
  query: Pick<UseQueryOptions<R[], Error, R[], string[]>, 'queryKey' | 'queryFn'> & { queryKey: string[] };
  start: () => V;
  body: (values: V) => B;
  validate: (values: V) => Promise<Record<string, string>>;
  shape: FormShape<R, V>;
  create: (body: B) => Promise<Saved<R>>;
}

interface NewProps<R extends Configured, V extends object, B extends object> {
  of: ResourceForm<R, V, B>;
  title: string;
  onClose: () => void;
  fields: (form: UseFormReturnType<V>) => ReactNode;
}

/** The panel that creates one. */
export function NewResourcePanel<R extends Configured, V extends object, B extends object>(props: NewProps<R, V, B>) {
  const { of, title, onClose, fields } = props;
  const { t } = useTranslation();
  const [initialValues] = useState(of.start);
  const form = useForm<V>({ initialValues, validate: of.validate });
  const showErrors = (error: unknown) => form.setErrors(of.shape.errors?.(fieldErrors(error)) ?? fieldErrors(error));
  const create = useConfigChange({
    change: (values: V) => of.create(of.body(values)),
    touches: [of.query.queryKey],
    name: (_, { value }) => value.name,
    onSaved: onClose,
    onError: showErrors,
  });
  return (
    <SidePanel title={title} onClose={onClose}>
      <PanelForm
        onSubmit={form.onSubmit((values) => create.mutate(values))}
        submitLabel={t('common.create')}
        busy={create.isPending}
        error={create.error}
        onCancel={onClose}
        review={
          <ReviewChanges
            onAsk={(review) =>
              form.onSubmit((values) =>
                review({ method: 'POST', path: of.path, body: { ...of.body(values) } as Record<string, unknown> }),
              )()
            }
            onError={showErrors}
          />
        }
      >
        {fields(form)}
      </PanelForm>
    </SidePanel>
  );
}

interface EditProps<R extends Configured, V extends object, B extends object> extends NewProps<R, V, B> {
  id: string;
  kind: DeletedKind;
  /** The title once its name is known. */
  named: (name: string) => string;
  texts: FieldTexts;
  /** What deleting it means. */
  deleteText: string;
}

/** The panel that shows, changes and deletes one. */
export function ResourcePanel<R extends Configured, V extends object, B extends object>(props: EditProps<R, V, B>) {
  const { of, id, kind, title, named, onClose } = props;
  const all = useQuery<R[], Error, R[], string[]>(of.query);
  const { item, gone } = useKept(all.data, id);
  return (
    <SidePanel title={item ? named(item.name) : title} onClose={onClose}>
      {item ? (
        <Edit key={item.id} {...props} item={item} gone={gone} />
      ) : (
        <MissingResource pending={all.isPending} deleted={{ kind, id }} />
      )}
    </SidePanel>
  );
}

function Edit<R extends Configured, V extends object, B extends object>(
  props: EditProps<R, V, B> & { item: R; gone: boolean },
) {
  const { of, item, gone, kind, texts, deleteText, onClose, fields } = props;
  const [initialValues] = useState(() => of.shape.values(item));
  const form = useForm<V>({ initialValues, validate: of.validate });
  const save = useMergedSave({
    ...{ newest: ofRevision(item), form, shape: of.shape, touches: [of.query.queryKey] },
    path: `${of.path}/${item.id}`,
    change: changeConfig<R>,
    name: ({ name }) => name,
    onSaved: onClose,
  });
  return (
    <>
      <DriftNote drift={item.drift} />
      <EditForm {...{ kind, resource: item, name: item.name, gone, form, save, texts, deleteText, onClose }}>
        {fields(form)}
      </EditForm>
    </>
  );
}
