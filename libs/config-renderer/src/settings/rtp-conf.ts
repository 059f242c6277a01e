import type { PbxSnapshot } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';
import { port } from '../conf/names.js';

/** rtp.conf, the generated part: ports of media when the settings name them. It stands inside [general]. */
export function rtpConf({ settings: { rtpPortStart, rtpPortEnd } }: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Ports of media.');
  if (rtpPortStart === null || rtpPortEnd === null) return conf.toString();
  return conf
    .set('rtpstart', port('first media port', rtpPortStart))
    .set('rtpend', port('last media port', rtpPortEnd))
    .toString();
}
