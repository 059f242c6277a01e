import type { UseFormReturnType } from '@mantine/form';
import type { DeletedKind } from '@trunkline/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { deletedKinds } from '../api/deleted-resources';
import { DeleteResource } from './delete-resource';
import { GoneNote } from './gone-note';
import { ConflictMerge } from './merge/conflict-merge';
import type { FieldTexts } from './merge/form-shape';
import type { MergedSave } from './merge/use-merged-save';
import { PanelForm } from './panel-form';
import { useCan } from './principal';
import { ReviewChanges } from './review-changes';

interface Props<R extends { id: string; updatedAt?: string }, V extends object> {
  kind: DeletedKind;
  resource: R;
  /** How people call it. */
  name: string;
  /** Somebody deleted it. */
  gone: boolean;
  form: UseFormReturnType<V>;
  save: MergedSave<R, V>;
  texts: FieldTexts;
  /** What deleting it means. */
  deleteText: string;
  aside?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** The form over a resource in its panel: saves, deletes, and says what others did to it meanwhile. */
export function EditForm<R extends { id: string; updatedAt?: string }, V extends object>(props: Props<R, V>) {
  const { kind, resource, name, form, save, texts, deleteText, aside, onClose, children } = props;
  const { t } = useTranslation();
  const { permission } = deletedKinds[kind];
  const gone = props.gone || save.gone;
  return (
    <>
      <PanelForm
        onSubmit={form.onSubmit(save.submit)}
        submitLabel={t('common.save')}
        busy={save.busy}
        error={save.error}
        note={gone && <GoneNote kind={kind} id={resource.id} name={name} onRestored={save.dismiss} />}
        onCancel={onClose}
        readOnly={!useCan(permission)}
        review={
          permission === 'config:write' && (
            <ReviewChanges
              onAsk={(review) => form.onSubmit((values) => review(save.planned(values)))()}
              onError={save.showErrors}
            />
          )
        }
        aside={
          <>
            {!gone && <DeleteResource kind={kind} id={resource.id} name={name} text={deleteText} onDeleted={onClose} />}
            {aside}
          </>
        }
      >
        {children}
      </PanelForm>
      <ConflictMerge save={save} name={name} texts={texts} />
    </>
  );
}
