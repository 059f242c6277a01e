import { queryOptions } from '@tanstack/react-query';
import type { AudioFile, Problem } from '@trunkline/contracts';
import { ApiError } from './problem';
import { addressOf, request } from './request';

/** What is known of an audio file; of what has this id it never changes. */
export const audioFileQuery = (id: string) =>
  queryOptions({
    queryKey: ['audio-files', id],
    queryFn: async ({ signal }) => (await request<AudioFile>('GET', `/audio-files/${id}`, { signal })).body,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Where an audio file is listened to. */
export const audioAddress = (id: string): string => addressOf(`/audio-files/${id}/content`);

/**
 * Sends a file and tells how much of it is on its way, 0 to 1: fetch does not tell that. Sent again it is the same file.
 * Throws an `ApiError`.
 */
export function uploadAudio(file: File, onProgress: (part: number) => void): Promise<AudioFile> {
  return new Promise((resolve, reject) => {
    const sent = new XMLHttpRequest();
    sent.open('POST', addressOf('/audio-files'));
    // What it is, is seen from what is in it.
    sent.setRequestHeader('content-type', file.type.startsWith('audio/') ? file.type : 'audio/basic');
    sent.responseType = 'json';
    sent.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    sent.onerror = () => reject(new ApiError(0, { code: 'unreachable' }));
    sent.onload = () => {
      const { status, response } = sent;
      if (status === 201) resolve(response as AudioFile);
      else reject(new ApiError(status, (response ?? {}) as Partial<Problem>));
    };
    sent.send(file);
  });
}
