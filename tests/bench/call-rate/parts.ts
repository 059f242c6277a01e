import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabStack } from '@trunkline/testing';

/** Something that Asterisk does for us at every call, which can be left out for a while. */
export interface LabPart {
  name: string;
  off(): Promise<void>;
  on(): Promise<void>;
}

/** What the agent subscribes its application to (asterisk-connection.ts). */
const sources = 'channel:,bridge:';

/** The events to the agent, the call events that records are made of, and the copies of SIP messages. */
export function labParts(lab: LabStack): LabPart[] {
  const { ari } = lab;
  const subscription = async (method: 'POST' | 'DELETE') => {
    const query = new URLSearchParams({ eventSource: sources, api_key: `${ari.username}:${ari.password}` });
    const answer = await fetch(`${ari.url}/ari/applications/trunkline/subscription?${query}`, { method });
    if (!answer.ok) throw new Error(`${method} subscription: ${answer.status} ${await answer.text()}`);
  };
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
    { name: 'events', off: () => subscription('DELETE'), on: () => subscription('POST') },
    { name: 'CEL', off: () => cel('enable = yes', 'enable = no'), on: () => cel('enable = no', 'enable = yes') },
    {
      name: 'HEP',
      off: () => command('module unload res_hep_pjsip.so', /Unloaded/),
      on: () => command('module load res_hep_pjsip.so', /Loaded/),
    },
  ];
}
