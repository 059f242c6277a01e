import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import type { Permission } from '@trunkline/contracts';
import type { ComponentProps } from 'react';
import { useCan } from './principal';

/** A button that is a link of the router. */
export const ButtonLink = createLink(Button<'a'>);

interface Props {
  to: ComponentProps<typeof ButtonLink>['to'];
  label: string;
  permission: Permission;
}

/** Opens the form of something new; not there for those who may not. */
export function CreateButton({ to, label, permission }: Props) {
  if (!useCan(permission)) return null;
  return (
    <ButtonLink component="a" to={to} leftSection={<IconPlus size={18} />}>
      {label}
    </ButtonLink>
  );
}
