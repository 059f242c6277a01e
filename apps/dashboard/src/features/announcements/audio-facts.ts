import type { AudioFile } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatNumber } from '../../shared/format';

const names: Record<AudioFile['format'], string> = { wav: 'WAV', mp3: 'MP3', flac: 'FLAC', ogg: 'Ogg Vorbis' };

/** How long a file is, and what it was when it was uploaded. */
export function useAudioFacts(): (file: AudioFile) => string {
  const { t } = useTranslation();
  return ({ seconds, format, sampleRate, channels }) =>
    t('announcements.facts', {
      length: formatDuration(seconds),
      format: names[format],
      rate: formatNumber(sampleRate / 1000),
      count: channels,
    });
}
