import { extensionGroupsSchema } from '@trunkline/contracts';
import type { PbxSnapshot } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import type { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';
import type { OutboundContext } from './outbound-contexts.js';

/** Steps that end a call which may not go over this route. */
export function asksPermission(conf: ConfWriter, { route, allowedGroups, asksPin }: OutboundContext): void {
  if (allowedGroups.length > 0) conf.same(`Gosub(tl-allowed,s,1(${route.ref},${allowedGroups.join('|')}))`);
  if (asksPin) conf.same(`Gosub(tl-pin,s,1(${route.ref}))`);
}

/** `tl-groups`: the groups of each extension that is in some, between dashes. */
export function groupsContext(conf: ConfWriter, { extensions }: PbxSnapshot): void {
  conf.section('tl-groups');
  for (const { sipUsername, groups } of extensions) {
    if (groups.length === 0) continue;
    const name = ourName('extension', sipUsername);
    if (!extensionGroupsSchema.safeParse(groups).success)
      throw new ConfRefusedError(`extension ${name}`, 'is in a group that is none');
    conf.object('exten', `${name},1,Return(-${groups.join('-')}-)`);
  }
}

/** The PINs of routes as global variables, where a diff can mask them. */
export function routePins(conf: ConfWriter, { outboundRoutes }: PbxSnapshot): void {
  const asking = outboundRoutes.filter(({ pinSecret }) => pinSecret !== null);
  if (asking.length === 0) return;
  conf.section('globals');
  for (const { ref, pinSecret } of asking) {
    // Asterisk puts variables in the place of their names here too.
    if (pinSecret?.includes('$')) throw new ConfRefusedError(`route ${ref}`, 'has a PIN that is no number');
    conf.set(`tl_pin_${ourName('route', ref)}`, pinSecret ?? '');
  }
}
