import {
  ConfRefusedError,
  diffFiles,
  maskSecrets,
  type RevisionFiles,
  renderSnapshot,
} from '@trunkline/config-renderer';
import type { ConfigFileDiff, Installation } from '@trunkline/contracts';
import type { PbxSnapshot } from '@trunkline/domain';

/** What Asterisk's files become, secrets masked. `refused` says why they cannot be written: then there are none. */
export interface RenderedDiff {
  refused: string | null;
  files: ConfigFileDiff[];
  from: RevisionFiles;
  to: RevisionFiles;
}

/** Renders two snapshots without their secrets, for a node `installed` so, and compares them. Pure. */
export function renderedDiff(before: PbxSnapshot, after: PbxSnapshot, installed: Installation | null): RenderedDiff {
  const masked = maskSecrets(before, after);
  try {
    const from = renderSnapshot(masked.before, installed);
    const to = renderSnapshot(masked.after, installed);
    return { refused: null, files: diffFiles(from, to), from, to };
  } catch (error) {
    if (!(error instanceof ConfRefusedError)) throw error;
    return { refused: `The files cannot be written: ${error.message}.`, files: [], from: new Map(), to: new Map() };
  }
}
