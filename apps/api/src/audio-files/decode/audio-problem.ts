/** A file that cannot be an announcement, and why: the rule of the file that it breaks. */
export class AudioProblem extends Error {
  override readonly name = 'AudioProblem';
}
