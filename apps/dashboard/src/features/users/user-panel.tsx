import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { User, UserCreate } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { changeStored } from '../../api/config-change';
import { ApiError, fieldErrors } from '../../api/problem';
import { createUser, userQuery, usersQuery } from '../../api/users';
import type { Versioned } from '../../api/versions';
import { contractErrors } from '../../shared/contract-validation';
import { EditForm } from '../../shared/edit-form';
import { useMergedSave } from '../../shared/merge/use-merged-save';
import { MissingResource } from '../../shared/missing-resource';
import { PanelForm } from '../../shared/panel-form';
import { SidePanel } from '../../shared/side-panel';
import { useConfigChange } from '../../shared/use-config-change';
import { UserFields } from './user-fields';
import { newUser, userErrors, userShape } from './user-form';
import { useUserTexts } from './user-texts';

const route = getRouteApi('/shell/users/$id');
const touches = [usersQuery.queryKey];

/** The panel that adds a user. */
export function NewUserPanel() {
  const { t } = useTranslation();
  const close = useClose();
  const form = useForm<UserCreate>({
    initialValues: newUser,
    validate: (values) => contractErrors('userCreateSchema', values),
  });
  const create = useConfigChange({
    ...{ change: createUser, touches, onSaved: close },
    name: (_, { value }) => value.username,
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <SidePanel title={t('users.new')} onClose={close}>
      <PanelForm
        onSubmit={form.onSubmit((values) => create.mutate(values))}
        submitLabel={t('common.create')}
        busy={create.isPending}
        error={create.error}
        onCancel={close}
      >
        <UserFields form={form} isNew />
      </PanelForm>
    </SidePanel>
  );
}

/** The panel of one user. */
export function UserPanel() {
  const { id } = route.useParams();
  const close = useClose();
  const query = useQuery(userQuery(id));
  const user = query.data;
  return (
    <SidePanel title={user?.value.username ?? ''} onClose={close}>
      {user ? (
        <EditUser key={id} user={user} gone={isGone(query.error)} onClose={close} />
      ) : (
        <MissingResource pending={query.isPending} deleted={{ kind: 'user', id }} />
      )}
    </SidePanel>
  );
}

function EditUser({ user, gone, onClose }: { user: Versioned<User>; gone: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const texts = useUserTexts();
  const { value: resource } = user;
  const form = useForm<UserCreate>({ initialValues: userShape.values(resource), validate: userErrors });
  const save = useMergedSave({
    ...{ newest: user, form, shape: userShape, touches },
    path: `/users/${resource.id}`,
    change: changeStored<User>,
    name: ({ username }) => username,
    onSaved: onClose,
  });
  return (
    <EditForm
      kind="user"
      {...{ resource, name: resource.username, gone, form, save, texts, onClose }}
      deleteText={t('users.deleteText')}
    >
      <UserFields form={form} isNew={false} />
    </EditForm>
  );
}

const isGone = (error: unknown): boolean => error instanceof ApiError && error.code === 'not_found';

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/users' });
}
