import { CloseButton, Loader, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SEARCH_LENGTH } from '../../api/search';
import { useErrorText } from '../../shared/messages';
import { type Entry, fitting } from './entries';
import { EntryList } from './entry-list';
import classes from './palette.module.css';
import { useHits } from './use-hits';
import { useOwnEntries } from './use-own-entries';

const SETTLES_MS = 150;

interface Props {
  onChoose: (entry: Entry) => void;
  onClose: () => void;
  onHelp: () => void;
}

/**
 * The field and what fits it: a combobox whose list is always there (ARIA Authoring Practices, Combobox). The options of
 * Mantine's Spotlight have neither role nor id, so that a screen reader would not say which one is active.
 */
export function PaletteBox({ onChoose, onClose, onHelp }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const list = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [ahead, setAhead] = useState(false);
  const text = typed.trim();
  const [settled] = useDebouncedValue(text, SETTLES_MS);
  const hits = useHits(text === '' ? '' : settled);
  const own = fitting(useOwnEntries(onHelp), text);
  const groups = [...own, ...hits.groups];
  const entries = groups.flatMap((group) => group.entries);
  const pending = text !== '' && (text !== settled || hits.pending);
  const place = Math.min(active, entries.length - 1);
  const shown = entries[place];

  const chooseActive = useEffectEvent(() => shown && onChoose(shown));
  // Whoever types a number and presses Enter at once means what will be found, not what was. Pages need no answer.
  const unsure = pending && !own.some((group) => shown !== undefined && group.entries.includes(shown));
  useEffect(() => {
    if (!ahead || unsure) return;
    setAhead(false);
    chooseActive();
  }, [ahead, unsure]);

  const keys: Record<string, () => void> = {
    ArrowDown: () => setActive((place + 1) % Math.max(1, entries.length)),
    ArrowUp: () => setActive((place - 1 + entries.length) % Math.max(1, entries.length)),
    Enter: () => setAhead(true),
    Escape: onClose,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <>
      <div className={classes.head}>
        <TextInput
          data-autofocus
          // Escape closes this alone, not the panel below it.
          data-mantine-stop-propagation
          className={classes.field}
          variant="unstyled"
          size="md"
          leftSection={pending ? <Loader size={18} /> : <IconSearch size={18} />}
          placeholder={t('palette.placeholder')}
          maxLength={SEARCH_LENGTH}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setActive(0);
            setAhead(false);
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-label={t('palette.title')}
          aria-autocomplete="list"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={shown && `${list}-${shown.key}`}
        />
        <CloseButton size="lg" aria-label={t('common.close')} onClick={onClose} />
      </div>
      <EntryList
        id={list}
        groups={groups}
        active={shown?.key}
        onChoose={onChoose}
        onPoint={(entry) => setActive(entries.indexOf(entry))}
      />
      {hits.error && !pending && <Note>{errorText(hits.error)}</Note>}
      {hits.incomplete && <Note>{t('palette.incomplete')}</Note>}
      <Text role="status" className="unseen">
        {pending ? t('palette.searching') : t('palette.found', { count: entries.length })}
      </Text>
      {entries.length === 0 && !pending && <Note>{t('palette.nothing', { text })}</Note>}
    </>
  );
}

function Note({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed" px="md" py="sm">
      {children}
    </Text>
  );
}
