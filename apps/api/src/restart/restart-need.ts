import type { NodeStatus, Restart, StagedSetting } from '@trunkline/contracts';
import { LiveCalls } from '@trunkline/persistence';
import type { DataSource } from '../database/types.js';

/** What a restart of Asterisk would put into effect, and how many calls it would cut now. */
export async function restartNeed(
  source: DataSource,
  settings: { sipPort: number | null },
  node: NodeStatus | null,
): Promise<{ restartRequired: StagedSetting[]; callsCutByRestart: number; restart: Restart | null }> {
  return {
    restartRequired: stagedSettings(settings, node),
    callsCutByRestart: await LiveCalls.count(source),
    restart: node?.restart ?? null,
  };
}

/** What Asterisk runs differently than it should; an Asterisk that is away takes all of it when it starts. */
export function stagedSettings({ sipPort }: { sipPort: number | null }, node: NodeStatus | null): StagedSetting[] {
  const wanted = sipPort ?? node?.installed?.sipPort;
  if (!node?.installed || node.asterisk.status === 'down' || wanted === undefined) return [];
  return wanted === node.runningSipPort ? [] : [{ field: 'sipPort', running: node.runningSipPort, wanted }];
}
