import { describe, expect, it } from 'vitest';
import { versionProblem } from './version-problem.js';

describe('versionProblem', () => {
  it.each(['22.10.1', '22.10.1+dfsg+~cs6', '22.10.2', '22.11.0'])('accepts %s', (version) => {
    expect(versionProblem(version)).toBeNull();
  });

  it.each(['22.10.0', '22.9.9', '20.15.1', '23.0.0', 'GIT-master'])('names the problem with %s', (version) => {
    expect(versionProblem(version)).toContain(version);
  });
});
