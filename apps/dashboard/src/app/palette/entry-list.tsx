import { Box } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../shortcuts/keys';
import type { Entry, EntryGroup } from './entries';
import classes from './palette.module.css';

interface Props {
  id: string;
  groups: EntryGroup[];
  /** Key of the entry that Enter chooses. */
  active: string | undefined;
  onChoose: (entry: Entry) => void;
  onPoint: (entry: Entry) => void;
}

/** What can be chosen, in groups. The focus stays in the field, which names the active one. */
export function EntryList({ id, groups, active, onChoose, onPoint }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    if (active) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <Box id={id} role="listbox" aria-label={t('palette.results')} className={classes.list}>
      {groups.map(({ title, entries }, place) => (
        <Box key={`${title} ${entries[0]?.key}`} role="group" aria-labelledby={`${id}-group-${place}`}>
          <div id={`${id}-group-${place}`} className={classes.title}>
            {title}
          </div>
          {entries.map((entry) => (
            <Option
              key={entry.key}
              id={`${id}-${entry.key}`}
              entry={entry}
              active={entry.key === active}
              onChoose={() => onChoose(entry)}
              onPoint={() => onPoint(entry)}
            />
          ))}
        </Box>
      ))}
    </Box>
  );
}

interface OptionProps {
  id: string;
  entry: Entry;
  active: boolean;
  onChoose: () => void;
  onPoint: () => void;
}

function Option({ id, entry: { icon: Icon, label, note, keys }, active, onChoose, onPoint }: OptionProps) {
  return (
    <Box
      id={id}
      role="option"
      aria-selected={active}
      className={classes.option}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={active ? undefined : onPoint}
      onClick={onChoose}
    >
      <Icon size={18} stroke={1.6} className={classes.icon} />
      <span className={classes.text}>
        <bdi className={classes.label}>{label}</bdi>
        {note && <bdi className={classes.note}>{note}</bdi>}
      </span>
      {keys && keys.length > 0 && (
        <span className={classes.keys} aria-hidden="true">
          <Keys keys={keys} />
        </span>
      )}
    </Box>
  );
}
