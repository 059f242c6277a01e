import { ActionIcon, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Hint } from './hint';

interface Props {
  label: string;
  value: string;
  testId?: string;
}

/** A value to take elsewhere, with a button that copies it. */
export function CopyField({ label, value, testId }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    input.current?.select();
    setCopied(await copyText(value));
    setTimeout(() => setCopied(false), 2000);
  };
  const name = copied ? t('common.copied') : t('common.copyOf', { label });
  return (
    <TextInput
      ref={input}
      label={label}
      value={value}
      readOnly
      data-testid={testId}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      onFocus={(event) => event.currentTarget.select()}
      rightSection={
        <Hint label={name}>
          <ActionIcon
            variant="subtle"
            aria-label={name}
            onClick={() => void copy()}
            color={copied ? 'teal' : undefined}
          >
            {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
          </ActionIcon>
        </Hint>
      }
    />
  );
}

/** The clipboard exists only in secure contexts; the old command copies the selected text elsewhere. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand('copy');
  }
}
