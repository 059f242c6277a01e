import { Stack, Tabs } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Trunk } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { changeConfig } from '../../api/config-change';
import { fieldErrors } from '../../api/problem';
import { createTrunk, trunksQuery } from '../../api/trunks';
import { ofRevision } from '../../api/versions';
import { DriftNote } from '../../shared/drift';
import { EditForm } from '../../shared/edit-form';
import { useMergedSave } from '../../shared/merge/use-merged-save';
import { MissingResource } from '../../shared/missing-resource';
import { PanelForm } from '../../shared/panel-form';
import { ReviewChanges } from '../../shared/review-changes';
import { SidePanel } from '../../shared/side-panel';
import { useConfigChange } from '../../shared/use-config-change';
import { useKept } from '../../shared/use-kept';
import { NewTrunkFields } from './new-trunk-fields';
import { TrunkFields } from './trunk-fields';
import { newTrunk, type TrunkValues, trunkBody, trunkErrors, trunkShape, trunkValues } from './trunk-form';
import { TrunkHealthSection } from './trunk-health';
import { TrunkHistory } from './trunk-history';
import classes from './trunk-panel.module.css';
import { TrunkRates } from './trunk-rates';
import { readTrunkSearch } from './trunk-search';
import { TrunkStateNote } from './trunk-state';
import { TrunkTest } from './trunk-test';
import { useTrunkTexts } from './trunk-texts';

const route = getRouteApi('/shell/trunks/$id');
const touches = [trunksQuery.queryKey];

/** The panel that creates a trunk. */
export function NewTrunkPanel() {
  const { t } = useTranslation();
  const close = useClose();
  const form = useForm<TrunkValues>({ initialValues: newTrunk, validate: (values) => trunkErrors(values, false) });
  const create = useConfigChange({
    change: (values: TrunkValues) => createTrunk(trunkBody(values)),
    touches,
    name: ({ name }) => name,
    onSaved: close,
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <SidePanel title={t('trunks.new')} onClose={close}>
      <PanelForm
        onSubmit={form.onSubmit((values) => create.mutate(values))}
        submitLabel={t('common.create')}
        busy={create.isPending}
        error={create.error}
        onCancel={close}
        review={
          <ReviewChanges
            onAsk={(review) =>
              form.onSubmit((values) => review({ method: 'POST', path: '/trunks', body: { ...trunkBody(values) } }))()
            }
            onError={(error) => form.setErrors(fieldErrors(error))}
          />
        }
      >
        <NewTrunkFields form={form} />
      </PanelForm>
    </SidePanel>
  );
}

/** The panel of a trunk: its state, and in tabs its settings, how its calls fare, a test, and what they cost. */
export function TrunkPanel() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const close = useClose();
  const trunks = useQuery(trunksQuery);
  const { item: trunk, gone } = useKept(trunks.data, id);
  return (
    <SidePanel title={trunk ? t('trunks.edit', { name: trunk.name }) : t('trunks.title')} onClose={close}>
      {trunk ? (
        <EditTrunk key={trunk.id} trunk={trunk} gone={gone} onClose={close} />
      ) : (
        <MissingResource pending={trunks.isPending} deleted={{ kind: 'trunk', id }} />
      )}
    </SidePanel>
  );
}

/** The form is held here, so that what was typed is still there after a look at another tab. */
function EditTrunk({ trunk, gone, onClose }: { trunk: Trunk; gone: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const texts = useTrunkTexts();
  const { tab = 'settings' } = route.useSearch();
  const navigate = route.useNavigate();
  const form = useForm<TrunkValues>({
    initialValues: trunkValues(trunk),
    validate: (values) => trunkErrors(values, trunk.hasPassword),
  });
  const save = useMergedSave({
    ...{ newest: ofRevision(trunk), form, shape: trunkShape, touches },
    path: `/trunks/${trunk.id}`,
    change: changeConfig<Trunk>,
    name: ({ name }) => name,
    onSaved: onClose,
  });
  return (
    <Stack>
      <DriftNote drift={trunk.drift} />
      <TrunkStateNote trunk={trunk} />
      <Tabs
        value={gone ? 'settings' : tab}
        onChange={(tab) => void navigate({ search: (present) => readTrunkSearch({ ...present, tab }), replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md" className={classes.tabs ?? ''}>
          <Tabs.Tab value="settings">{t('trunkOptions.tabs.settings')}</Tabs.Tab>
          <Tabs.Tab value="health" disabled={gone}>
            {t('trunkOptions.tabs.health')}
          </Tabs.Tab>
          <Tabs.Tab value="test" disabled={gone}>
            {t('trunkOptions.tabs.test')}
          </Tabs.Tab>
          <Tabs.Tab value="rates" disabled={gone}>
            {t('trunkOptions.tabs.rates')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="settings">
          <EditForm
            kind="trunk"
            {...{ resource: trunk, name: trunk.name, gone, form, save, texts, onClose }}
            deleteText={t('trunks.deleteText')}
          >
            <TrunkFields form={form} hasPassword={trunk.hasPassword} peerUser={trunk.ref} />
          </EditForm>
        </Tabs.Panel>
        <Tabs.Panel value="health">
          <Stack gap="lg">
            <TrunkHealthSection id={trunk.id} />
            <TrunkHistory id={trunk.id} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="test">
          <TrunkTest trunk={trunk} />
        </Tabs.Panel>
        <Tabs.Panel value="rates">
          <TrunkRates trunk={trunk} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/trunks' });
}
