import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabStack } from '@trunkline/testing';

/** Something that Asterisk does for us at every call, which can be left out for a while. */
export interface LabPart {
  name: string;
  off(): Promise<void>;
  on(): Promise<void>;
}

/** The events to the agent, the call events that records are made of, and the copies of SIP messages. */
export function labParts(lab: LabStack): LabPart[] {
  const command = async (words: string, said: RegExp) => {
    const answer = await lab.asteriskCommand(words);
    if (!said.test(answer)) throw new Error(`${words}: ${answer}`);
  };
  const cel = async (from: string, to: string) => {
    const file = join(lab.etc, 'cel.conf');
    await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
    await lab.asteriskCommand('module reload cel');
    await command('cel show status', to === 'enable = no' ? /Disabled/ : /Enabled/);
  };
  return [
    {
      // ARI cannot end a subscription to all channels (it answers 501), but Asterisk has no application without a connection.
      name: 'events',
      off: () => lab.parts.relay.stop(),
      on: async () => {
        await lab.parts.relay.start();
        await lab.ready();
      },
    },
    { name: 'CEL', off: () => cel('enable = yes', 'enable = no'), on: () => cel('enable = no', 'enable = yes') },
    {
      name: 'HEP',
      off: () => command('module unload res_hep_pjsip.so', /Unloaded/),
      on: () => command('module load res_hep_pjsip.so', /Loaded/),
    },
  ];
}
