import { Button, FileButton, Group, Stack, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  label: string;
  description: string;
  value?: string;
  error?: ReactNode;
  onChange: (text: string) => void;
}

/** More than any chain has; a larger file is none. */
const largestFile = 256 * 1024;

/** A text in PEM form: pasted, or read from a file of this computer. */
export function PemField({ label, description, value = '', error, onChange }: Props) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const read = async (file: File | null) => {
    if (file === null) return;
    if (file.size > largestFile) return setProblem(t('certificates.fileTooLarge', { name: file.name }));
    setProblem(null);
    onChange(await file.text());
  };
  return (
    <Stack gap={6}>
      <Textarea
        label={label}
        description={description}
        required
        rows={5}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="-----BEGIN …"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={problem ?? error}
      />
      <Group>
        <FileButton onChange={(file) => void read(file)} accept=".pem,.crt,.cer,.key,.txt,application/x-pem-file">
          {(props) => (
            <Button {...props} variant="default" size="xs" leftSection={<IconUpload size={16} />}>
              {t('certificates.fromFile', { label })}
            </Button>
          )}
        </FileButton>
      </Group>
    </Stack>
  );
}
