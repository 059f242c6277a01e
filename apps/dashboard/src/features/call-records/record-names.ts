import { useQuery } from '@tanstack/react-query';
import type { CallRecord } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { extensionsQuery } from '../../api/extensions';
import { outboundRoutesQuery } from '../../api/outbound-routes';
import { trunksQuery } from '../../api/trunks';
import { useCan } from '../../shared/principal';

/** Names of what a record only refers to. A resource may have been deleted since; not everybody may read them. */
export function useRecordNames(record: CallRecord) {
  const { t } = useTranslation();
  const enabled = useCan('config:read');
  const routes = useQuery({ ...outboundRoutesQuery, enabled }).data;
  const { data: extensions, isFetching } = useQuery({ ...extensionsQuery, enabled });
  const trunks = useQuery({ ...trunksQuery, enabled }).data;
  const extensionName = (id: string) => {
    const extension = extensions?.find((each) => each.id === id);
    if (extension) return `${extension.number} · ${extension.name}`;
    return t(extensions && !isFetching ? 'callRecords.goneExtension' : 'callRecords.someExtension');
  };
  return {
    extensionName,
    extensionNames: extensions ? record.extensionIds.map(extensionName).join(', ') : null,
    /** Whose mailbox the caller came to. */
    voicemailName: record.voicemailExtensionId === null ? null : extensionName(record.voicemailExtensionId),
    routeName:
      record.routeId === null || !routes
        ? null
        : (routes.find(({ id }) => id === record.routeId)?.name ?? t('callRecords.goneRoute')),
    /** `ref` is the endpoint that Asterisk knows it by. */
    trunkName: (id: string | null, ref: string) => {
      if (id !== null && id === record.trunkId && record.trunkName !== null) return record.trunkName;
      const name = trunks?.find((trunk) => trunk.id === id)?.name;
      return name ?? t(trunks ? 'callRecords.goneTrunk' : 'callRecords.someTrunk', { ref });
    },
  };
}
