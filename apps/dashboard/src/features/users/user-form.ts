import type { User, UserCreate } from '@trunkline/contracts';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import type { FormShape } from '../../shared/merge/form-shape';

export const newUser: UserCreate = { username: '', password: '', role: 'operator', enabled: true };

function userValues({ username, role, enabled }: User): UserCreate {
  return { username, role, enabled, password: '' };
}

/** Body of `PATCH /users/{id}`: an empty password leaves it as it is. */
function userPatch(user: User, values: UserCreate) {
  return changedFields(userValues(user), { ...values, username: values.username.toLowerCase() });
}

/** How the form holds a user. */
export const userShape: FormShape<User, UserCreate> = {
  values: userValues,
  fields: ({ username, role, enabled }) => ({ username: username.toLowerCase(), role, enabled }),
  patch: userPatch,
  secrets: ['password'],
};

/** Errors by field, of one who exists. */
export function userErrors({ password, ...values }: UserCreate): Promise<Record<string, string>> {
  return contractErrors('userPatchSchema', password === '' ? values : { ...values, password });
}
