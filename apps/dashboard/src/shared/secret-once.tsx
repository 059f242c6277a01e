import { Alert } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { CopyField } from './copy-field';

/** An answer whose secret is left out when the request had to be sent again, since it is shown only once. */
export type ShownOnce<T, Secret extends keyof T> = Omit<T, Secret> & Partial<Pick<T, Secret>>;

interface Props {
  label: string;
  value: string | undefined;
  testId: string;
  /** That it is never shown again, and what to do when it is lost. */
  once: string;
  /** That the answer which held it was lost, and what to do. */
  lost: string;
}

/** A secret to take elsewhere now, or why it is not there. */
export function SecretOnce({ label, value, testId, once, lost }: Props) {
  return (
    <>
      {value !== undefined && <CopyField label={label} value={value} testId={testId} />}
      <Alert color="yellow" icon={<IconEyeOff size={18} />} role={value === undefined ? 'alert' : undefined}>
        {value === undefined ? lost : once}
      </Alert>
    </>
  );
}
