import type { UseFormReturnType } from '@mantine/form';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import type { PlannedChange } from '@trunkline/contracts';
import { useEffect, useState } from 'react';
import type { Change } from '../../api/config-change';
import { fieldErrors } from '../../api/problem';
import type { Versioned } from '../../api/versions';
import { useConfigChange } from '../use-config-change';
import type { FormShape } from './form-shape';
import { ResourceGone, SaveConflict, saveMerged } from './save-merged';
import { type Choices, mergedFields } from './three-way-merge';

interface Options<R, V extends object> {
  /** The newest version that is known. A form that nobody has touched follows it; one that was, does not. */
  newest: Versioned<R>;
  form: UseFormReturnType<V>;
  shape: FormShape<R, V>;
  /** Where the resource is in the API. */
  path: string;
  change: Change<R>;
  /** Lists that saving makes old. */
  touches: QueryKey[];
  /** How people call the resource. */
  name: (resource: R) => string;
  /** It is saved, or there was nothing to save. */
  onSaved: () => void;
}

/** Saving of a form over one version of a resource, and what to do when there is another one by then. */
export interface MergedSave<R, V> {
  busy: boolean;
  /** What went wrong, when it is neither of the two below. */
  error: unknown;
  conflict: SaveConflict<R> | null;
  /** The resource was found deleted. */
  gone: boolean;
  submit(values: V): void;
  /** Saves the merge of both sides: over theirs, so that what they did meanwhile is a conflict again. */
  merge(choices: Choices): void;
  /** Back to the form, with all that was typed. */
  dismiss(): void;
  /** The change that saving would make, null when there is none. */
  planned(values: V): PlannedChange | null;
  showErrors(error: unknown): void;
}

export function useMergedSave<R, V extends object>(options: Options<R, V>): MergedSave<R, V> {
  const { newest, form, shape, path, change, touches, name, onSaved } = options;
  const queries = useQueryClient();
  const [base, setBase] = useState(newest);
  const [seen, setSeen] = useState(newest.etag);
  const begin = (version: Versioned<R>) => {
    const values = shape.values(version.value);
    setBase(version);
    form.setInitialValues(values);
    form.setValues(values);
  };
  const showErrors = (error: unknown) => {
    const errors = fieldErrors(error);
    form.setErrors(shape.errors?.(errors) ?? errors);
  };
  const save = useConfigChange({
    change: ({ values, over }: { values: V; over: Versioned<R> }) =>
      saveMerged({ path, change, shape, base: over, values }),
    touches,
    name: (_, { value }) => name(value),
    onSaved: (saved) => {
      begin(saved);
      onSaved();
    },
    onError: (error) => {
      showErrors(error);
      if (error instanceof SaveConflict || error instanceof ResourceGone)
        for (const queryKey of touches) void queries.invalidateQueries({ queryKey });
    },
  });
  useEffect(() => {
    if (newest.etag === seen || save.isPending || form.isDirty()) return;
    setSeen(newest.etag);
    begin(newest);
  });

  const submit = (values: V, over = base) => {
    if (Object.keys(shape.patch(over.value, values)).length > 0) return save.mutate({ values, over });
    save.reset();
    onSaved();
  };
  const conflict = save.error instanceof SaveConflict ? (save.error as SaveConflict<R>) : null;
  const gone = save.error instanceof ResourceGone;
  return {
    busy: save.isPending,
    error: conflict || gone ? null : save.error,
    conflict,
    gone,
    submit: (values) => submit(values),
    merge: (choices) => {
      if (conflict === null) return;
      const { theirs, differences } = conflict;
      const fields = mergedFields(shape.fields(shape.values(theirs.value)), differences, choices);
      const values = { ...shape.values({ ...theirs.value, ...fields }), ...secretsOf(form.values, shape) };
      setBase(theirs);
      form.setInitialValues(shape.values(theirs.value));
      form.setValues(values);
      submit(values, theirs);
    },
    dismiss: save.reset,
    planned: (values) => {
      const body = shape.patch(base.value, values);
      return Object.keys(body).length === 0 ? null : { method: 'PATCH', path, body: { ...body } };
    },
    showErrors,
  };
}

function secretsOf<R, V extends object>(values: V, { secrets = [] }: FormShape<R, V>): Partial<V> {
  return Object.fromEntries(secrets.map((field) => [field, values[field]])) as Partial<V>;
}
