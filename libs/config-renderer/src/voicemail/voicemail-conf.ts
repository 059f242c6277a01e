import type { PbxSnapshot, SnapshotExtension } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';
import { ourName, pin } from '../conf/names.js';
import { remembered } from '../conf/remembered.js';

/**
 * voicemail.conf, the generated part: a context for each mailbox, named as its extension, so that a number that becomes somebody
 * else's does not bring the messages of who had it. What all share is in the static file.
 */
export function voicemailConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Mailboxes, each in a context of its own.');
  for (const extension of snapshot.extensions) if (extension.voicemail !== null) conf.append(mailbox(extension));
  return conf.toString();
}

const mailbox = remembered((conf, { sipUsername, number, voicemail }: SnapshotExtension) => {
  if (voicemail === null) return;
  conf
    .section(ourName('extension', sipUsername))
    .comment(`PIN no. ${voicemail.pinsSet}`)
    .mailbox(number, pin(voicemail.pinSecret));
});

/** What the PBX calls the mailbox of an extension: in `mailboxes` of its endpoint, for the lamp of its phones. */
export const mailboxName = ({ sipUsername, number }: SnapshotExtension): string =>
  `${number}@${ourName('extension', sipUsername)}`;
