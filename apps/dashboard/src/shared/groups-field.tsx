import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { extensionGroupsQuery } from '../api/extension-groups';
import { TagsInput } from './choice-inputs';

interface Props {
  label: string;
  description: string;
  placeholder?: string;
  value?: string[];
  onChange?: (groups: string[]) => void;
  error?: ReactNode;
}

/** Groups of extensions: those that there are, or new ones. */
export function GroupsField(props: Props) {
  const known = useQuery(extensionGroupsQuery).data ?? [];
  return <TagsInput data={known} splitChars={[',', ' ', ';']} acceptValueOnBlur {...props} />;
}
