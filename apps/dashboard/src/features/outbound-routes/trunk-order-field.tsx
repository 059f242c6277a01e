import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { trunksQuery } from '../../api/trunks';
import { OrderField } from '../../shared/order-field';

interface Props {
  value?: string[];
  onChange?: (trunkIds: string[]) => void;
  error?: ReactNode;
}

/** The trunks of a route in the order they are tried. */
export function TrunkOrderField(props: Props) {
  const { t } = useTranslation();
  const trunks = useQuery(trunksQuery).data ?? [];
  return (
    <OrderField
      legend={t('outboundRoutes.trunks')}
      help={t('outboundRoutes.trunksHelp')}
      add={t('outboundRoutes.addTrunk')}
      gone={t('common.goneTrunk')}
      choices={trunks.map(({ id, name }) => ({ value: id, label: name }))}
      {...props}
    />
  );
}
