import { runningLab } from '../lab-folder.js';

interface Health {
  ready?: boolean;
  components?: Record<string, { status: string; detail: string | null }>;
}

/** `status`: whether a lab runs, and how its parts are. Ends with 0 when everything works. */
export async function status(): Promise<number> {
  const lab = await runningLab();
  if (!lab) {
    console.log('no lab is running');
    return 3;
  }
  console.log(`lab: process ${lab.pid}, ${lab.url || 'starting'}`);
  if (!lab.url) return 1;
  try {
    const answer = await fetch(`${lab.url}/api/v1/health`, { signal: AbortSignal.timeout(3000) });
    const health = (await answer.json()) as Health;
    for (const [name, { status: state, detail }] of Object.entries(health.components ?? {})) {
      console.log(`${name}: ${state}${detail ? ` (${detail})` : ''}`);
    }
    return health.ready ? 0 : 1;
  } catch (error) {
    console.log(`api: no answer (${error instanceof Error ? error.message : error})`);
    return 1;
  }
}
