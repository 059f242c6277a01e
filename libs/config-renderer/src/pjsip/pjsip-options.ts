import { type PjsipObject, pjsipOptionsSchema } from '@trunkline/contracts';
import type { SnapshotTrunk } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import type { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';

/** Writes the options that a trunk sets by their names, those of one object. They are checked again: they become conf. */
export function setPjsipOptions(conf: ConfWriter, trunk: SnapshotTrunk, object: PjsipObject): void {
  const checked = pjsipOptionsSchema.safeParse(trunk.pjsipOptions);
  if (!checked.success) {
    throw new ConfRefusedError(`trunk ${ourName('trunk', trunk.ref)}`, 'has an option of pjsip that it may not have');
  }
  for (const each of checked.data) if (each.object === object) conf.set(each.option, each.value);
}
