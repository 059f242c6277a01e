import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type User, type UserCreate, userCreateSchema, userPatchSchema } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/problem';
import { changeUser, createUser, deleteUser, usersQuery } from '../../api/users';
import { changedFields } from '../../shared/changed-fields';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { contractErrors } from '../../shared/contract-validation';
import { DeleteButton } from '../../shared/delete-button';
import { MissingResource } from '../../shared/missing-resource';
import { PanelForm } from '../../shared/panel-form';
import { SidePanel } from '../../shared/side-panel';
import { UserFields } from './user-fields';

const route = getRouteApi('/shell/users/$id');
const nobody: UserCreate = { username: '', password: '', role: 'operator', enabled: true };

/** The panel that adds a user. */
export function NewUserPanel() {
  const { t } = useTranslation();
  const close = useClose();
  return (
    <SidePanel title={t('users.new')} onClose={close}>
      <UserForm onClose={close} />
    </SidePanel>
  );
}

/** The panel of one user. */
export function UserPanel() {
  const { id } = route.useParams();
  const close = useClose();
  const query = useQuery(usersQuery);
  const user = query.data?.find((each) => each.id === id);
  return (
    <SidePanel title={user?.username ?? ''} onClose={close}>
      {user ? <UserForm key={id} user={user} onClose={close} /> : <MissingResource pending={query.isPending} />}
    </SidePanel>
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/users' });
}

function UserForm({ user, onClose }: { user?: User; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const stored: UserCreate = user
    ? { username: user.username, role: user.role, enabled: user.enabled, password: '' }
    : nobody;
  const form = useForm<UserCreate>({
    initialValues: stored,
    validate: (values) =>
      user ? contractErrors(userPatchSchema, changedFields(stored, values)) : contractErrors(userCreateSchema, values),
  });
  const save = useMutation({
    mutationFn: (values: UserCreate) =>
      user ? changeUser(user.id, changedFields(stored, values)) : createUser(values),
    onSuccess: async ({ username }) => {
      await queries.invalidateQueries({ queryKey: usersQuery.queryKey });
      notifications.show({ color: 'teal', message: t('users.saved', { name: username }) });
      onClose();
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  const remove = async (gone: User) => {
    await deleteUser(gone.id);
    await queries.invalidateQueries({ queryKey: usersQuery.queryKey });
    notifications.show({ color: 'teal', message: t('common.deleted', { name: gone.username }) });
    onClose();
  };
  return (
    <>
      <PanelForm
        onSubmit={form.onSubmit((values) => save.mutate(values))}
        submitLabel={t(user ? 'common.save' : 'common.create')}
        busy={save.isPending}
        error={save.error}
        onCancel={onClose}
        aside={user && <DeleteButton onClick={() => setAsking(true)} />}
      >
        <UserFields form={form} isNew={user === undefined} />
      </PanelForm>
      {asking && user && (
        <ConfirmDialog
          title={t('common.deleteTitle', { name: user.username })}
          confirm={t('common.delete')}
          action={() => remove(user)}
          onClose={() => setAsking(false)}
        >
          {t('users.deleteText')}
        </ConfirmDialog>
      )}
    </>
  );
}
