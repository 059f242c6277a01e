import { callerNameUrlSchema } from '@trunkline/contracts';
import type { SnapshotSettings } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import type { ConfWriter } from '../conf/conf-writer.js';
import { numberTo } from './search-order.js';

/** `tl-names`: before calls of trunks are routed, somebody outside is asked for the name of who calls, where that is set. */
export function callerNames(conf: ConfWriter, { callerNameUrl }: SnapshotSettings): void {
  conf.section('tl-names');
  if (callerNameUrl === null) return;
  if (!callerNameUrlSchema.safeParse(callerNameUrl).success)
    throw new ConfRefusedError('settings', 'have an address for names that is none');
  const [before = '', after = ''] = callerNameUrl.split('{number}');
  conf.object('exten', `_[0-9+]!,1,${numberTo('tl-named')}`);
  conf.section('tl-named');
  conf.object('exten', `_[0-9+]!,1,Gosub(tl-name,s,1(${before},${after}))`);
  conf.same(`Goto(tl-routed,\${EXTEN},1)`);
}
