import { parentPort, workerData } from 'node:worker_threads';
import { AudioProblem } from './decode/audio-problem.js';
import { convertAudio } from './decode/convert-audio.js';

/** Runs in a thread of its own: reading audio takes seconds, in which the API must go on answering. */
convertAudio(workerData as Uint8Array).then(
  (converted) => parentPort?.postMessage({ converted }, [converted.content.buffer]),
  (error: unknown) => {
    if (!(error instanceof AudioProblem)) throw error;
    parentPort?.postMessage({ problem: error.message });
  },
);
