import { Badge, Button, Group, Modal, Radio, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldText } from './field-text';
import type { FieldTexts } from './form-shape';
import classes from './merge-dialog.module.css';
import { type Choices, type Difference, type Side, undecided } from './three-way-merge';

interface Props {
  name: string;
  /** Who changed it and when. */
  who: ReactNode;
  differences: readonly Difference[];
  texts: FieldTexts;
  onSave: (choices: Choices) => void;
  onClose: () => void;
}

/** Shows what both sides changed, field by field. What only one changed is merged; for the rest a side is chosen. */
export function MergeDialog({ name, who, differences, texts, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const phone = useMediaQuery('(max-width: 48em)') ?? false;
  const [choices, setChoices] = useState<Choices>({});
  const [asked, setAsked] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const clashes = differences.filter(({ by }) => by === 'both');
  const merged = differences.filter(({ by }) => by !== 'both');
  const open = undecided(differences, choices);
  const save = () => {
    if (open.length === 0) return onSave(choices);
    setAsked(true);
    list.current?.querySelector<HTMLInputElement>(`[data-field="${open[0]}"] input`)?.focus();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      fullScreen={phone}
      title={t('merge.title', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack ref={list}>
        {who}
        {clashes.length > 0 && (
          <section aria-labelledby="merge-clashes">
            <Title order={3} size="h5" mb="xs" id="merge-clashes">
              {t('merge.clashes')}
            </Title>
            <div className={classes.fields}>
              {clashes.map((each) => (
                <Clash
                  key={each.field}
                  difference={each}
                  texts={texts}
                  chosen={choices[each.field]}
                  missing={asked && open.includes(each.field)}
                  onChoose={(side) => setChoices({ ...choices, [each.field]: side })}
                />
              ))}
            </div>
          </section>
        )}
        {merged.length > 0 && (
          <section aria-labelledby="merge-merged">
            <Title order={3} size="h5" mb="xs" id="merge-merged">
              {t('merge.merged')}
            </Title>
            <ul className={classes.fields}>
              {merged.map((each) => (
                <Merged key={each.field} difference={each} texts={texts} />
              ))}
            </ul>
          </section>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('merge.back')}
          </Button>
          <Button onClick={save}>{t('merge.save')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface ClashProps {
  difference: Difference;
  texts: FieldTexts;
  chosen: Side | undefined;
  missing: boolean;
  onChoose: (side: Side) => void;
}

function Clash({ difference, texts, chosen, missing, onChoose }: ClashProps) {
  const { t } = useTranslation();
  const textOf = useFieldText(texts);
  const { field, before, mine, theirs } = difference;
  return (
    <Radio.Group
      className={`${classes.field} ${classes.clash}`}
      data-field={field}
      label={texts[field]?.label ?? field}
      description={t('merge.before', { value: textOf(field, before) })}
      required
      error={missing ? t('merge.choose') : undefined}
      value={chosen ?? null}
      onChange={(side) => onChoose(side === 'mine' ? 'mine' : 'theirs')}
    >
      <Stack gap="xs" mt="xs" mb={4}>
        <Radio value="mine" label={t('merge.yours', { value: textOf(field, mine) })} />
        <Radio value="theirs" label={t('merge.theirs', { value: textOf(field, theirs) })} />
      </Stack>
    </Radio.Group>
  );
}

function Merged({ difference, texts }: { difference: Difference; texts: FieldTexts }) {
  const { t } = useTranslation();
  const textOf = useFieldText(texts);
  const { field, before, by } = difference;
  const ofMine = by === 'mine';
  return (
    <li className={classes.field}>
      <Group justify="space-between" gap="xs">
        <Text fw={550}>{texts[field]?.label ?? field}</Text>
        <Badge variant="light" color={ofMine ? 'petrol' : 'gray'} autoContrast>
          {t(ofMine ? 'merge.byYou' : 'merge.byThem')}
        </Badge>
      </Group>
      <dl className={classes.values}>
        <dt>{t('merge.was')}</dt>
        <dd>{textOf(field, before)}</dd>
        <dt>{t('merge.becomes')}</dt>
        <dd>{textOf(field, ofMine ? difference.mine : difference.theirs)}</dd>
      </dl>
    </li>
  );
}
