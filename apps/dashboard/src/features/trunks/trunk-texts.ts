import type {
  BreakerSettings,
  CallerIdPolicy,
  FailoverClass,
  Gateway,
  MediaEncryption,
  Numbering,
  Trunk,
  TrunkAuth,
} from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { codecNames } from '../../shared/codec-names';
import { failoverTexts } from '../../shared/failover-field';
import type { FieldTexts } from '../../shared/merge/form-shape';
import { useSipOptionTexts } from './sip-option-texts';

/** The fields of a trunk in words. */
export function useTrunkTexts(): FieldTexts {
  const { t } = useTranslation();
  const sipOptions = useSipOptionTexts();
  const gatewayTexts = (gateways: unknown) =>
    (gateways as Gateway[])
      .map(({ host, port, priority, weight }) => t('trunks.gateway', { address: `${host}:${port}`, priority, weight }))
      .join('\n');
  const numberingText = (value: unknown) => {
    const numbering = value as Numbering | null;
    if (numbering === null) return t('trunkOptions.numbersOutAs.as_dialled');
    const { out, in: taken, countryCode, nationalPrefix, internationalPrefix } = numbering;
    const prefixes = [`+${countryCode}`, nationalPrefix, internationalPrefix].filter((prefix) => prefix !== '');
    return [
      `${t('trunkOptions.numbersOut')}: ${t(`trunkOptions.numbersOutAs.${out}`)}`,
      `${t('trunkOptions.numbersIn')}: ${t(`trunkOptions.numbersInAs.${taken}`)}`,
      prefixes.join(', '),
    ].join('\n');
  };
  return {
    name: { label: t('trunks.name') },
    auth: {
      label: t('trunks.auth'),
      text: (auth) => t(`trunks.auths.${auth as TrunkAuth}`),
    },
    host: { label: t('trunks.host') },
    port: { label: t('trunks.port') },
    transport: { label: t('trunks.transport'), text: (transport) => String(transport).toUpperCase() },
    username: { label: t('trunks.username') },
    codecs: { label: t('common.codecs'), text: codecNames },
    fromUser: { label: t('trunks.fromUser') },
    fromDomain: { label: t('trunks.fromDomain') },
    callerId: { label: t('trunks.callerId') },
    callerIdPolicy: {
      label: t('trunkOptions.callerIdPolicy'),
      text: (policy) => t(`trunkOptions.callerIdPolicies.${policy as CallerIdPolicy}`),
    },
    numbering: { label: t('trunkOptions.numbering'), text: numberingText },
    maxCalls: { label: t('trunks.maxCalls') },
    maxCallsPerSecond: { label: t('trunkOptions.maxCallsPerSecond') },
    mediaEncryption: {
      label: t('trunkOptions.mediaEncryption'),
      text: (value) => t(`trunkOptions.encryptions.${value as MediaEncryption}`),
    },
    verifyServer: { label: t('trunkOptions.verifyServer') },
    gateways: { label: t('trunks.gateways'), text: gatewayTexts },
    failoverOn: { label: t('trunks.failoverOn'), text: (classes) => failoverTexts(classes as FailoverClass[]) },
    alarmOn: { label: t('trunkOptions.alarmOn'), text: (classes) => failoverTexts(classes as FailoverClass[]) },
    breaker: {
      label: t('trunkOptions.breaker'),
      text: (value) => {
        const { enabled, openAfterFailures: count } = value as BreakerSettings;
        return enabled ? t('trunkOptions.opensAfter', { count }) : t('trunkOptions.breakerOff');
      },
    },
    sourceAddresses: {
      label: t('trunkOptions.sourceAddresses'),
      text: (sources) => (sources as string[]).join('\n'),
    },
    inboundCredentials: {
      label: t('trunkOptions.inboundCredentials'),
      text: (users) => (users as Trunk['inboundCredentials']).map(({ username }) => username).join('\n'),
    },
    identifyHeader: { label: t('trunkOptions.identifyHeader') },
    ...sipOptions,
    enabled: { label: t('trunks.enabled') },
  };
}
