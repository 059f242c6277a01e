/** Some of a file's samples, -1 to 1, of each channel as many. `sampleRate` in Hz. */
export interface AudioBlock {
  sampleRate: number;
  channelData: Float32Array[];
}
