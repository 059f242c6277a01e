import { cleanText } from '../text/clean-text.js';

/** Which of our endpoints a channel belongs to. */
export type EndpointKind = 'trunk' | 'extension' | 'other';

/** The endpoint in a channel name: `PJSIP/t_abc-0000001f` is `t_abc`; other technologies keep their prefix. */
export function endpointOf(channelName: string): string {
  const name = cleanText(channelName, 120).replace(/-[0-9a-f]{8,}(;[12])?$/, '$1');
  return name.startsWith('PJSIP/') ? name.slice('PJSIP/'.length) : name;
}

/** The kind of an endpoint by its name: `t_…` trunks, `e_…` extensions. */
export function endpointKind(endpoint: string): EndpointKind {
  if (endpoint.startsWith('t_')) return 'trunk';
  if (endpoint.startsWith('e_')) return 'extension';
  return 'other';
}
