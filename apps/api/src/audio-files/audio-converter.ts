import { Worker, type WorkerOptions } from 'node:worker_threads';
import { Inject, Injectable } from '@nestjs/common';
import { AUDIO_WORKER } from '../tokens.js';
import { AudioProblem } from './decode/audio-problem.js';
import type { ConvertedAudio } from './decode/convert-audio.js';

/** The program that reads audio, for a worker thread. */
export interface AudioWorker {
  file: URL;
  options?: WorkerOptions;
}

type Answer = { converted: ConvertedAudio } | { problem: string };

const longestMs = 60_000;
const limits = { resourceLimits: { maxOldGenerationSizeMb: 512 }, stderr: true };

/** Converts audio files, one after the other, each in a thread of its own that ends with it. */
@Injectable()
export class AudioConverter {
  private last: Promise<unknown> = Promise.resolve();

  constructor(@Inject(AUDIO_WORKER) private readonly worker: AudioWorker) {}

  /** @throws AudioProblem for a file that cannot be an announcement. */
  convert(file: Uint8Array): Promise<ConvertedAudio> {
    const converted = this.last.then(() => this.run(file));
    this.last = converted.catch(() => {});
    return converted;
  }

  private async run(file: Uint8Array): Promise<ConvertedAudio> {
    const worker = new Worker(this.worker.file, { ...this.worker.options, ...limits, workerData: file });
    // A decoder says there in its own words what it does not like.
    worker.stderr.resume();
    const timer = setTimeout(() => void worker.terminate(), longestMs);
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', () => reject(new AudioProblem('takes too long to read')));
      });
      if ('problem' in answer) throw new AudioProblem(answer.problem);
      return answer.converted;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === 'ERR_WORKER_OUT_OF_MEMORY' ? new AudioProblem('takes too much memory to read') : error;
    } finally {
      clearTimeout(timer);
      await worker.terminate();
    }
  }
}
