import { describe, expect, it } from 'vitest';
import { queueProblem } from './queue-problem.js';

describe('queueProblem', () => {
  const queue = (name: string, waiting: number) => [{ name, waiting }];

  it.each([
    ['cel/engine-1', 'call events are not written'],
    ['pjsip/distributor-2', 'SIP messages are handled late'],
    ['stasis/m:ari:application-3', 'the agent gets its events late'],
    ['threadpool-4', 'behind with its work'],
  ])('says what it means that %s does not run empty', (name, words) => {
    expect(queueProblem(queue(name, 900), queue(name, 1200))).toContain(`1200 tasks wait in Asterisk (${name}): `);
    expect(queueProblem(queue(name, 900), queue(name, 1200))).toContain(words);
  });

  it('takes no burst for a problem', () => {
    expect(queueProblem([], queue('cel', 5000))).toBeNull();
    expect(queueProblem(queue('cel', 5000), queue('cel', 3))).toBeNull();
    expect(queueProblem(queue('cel', 5000), queue('pjsip', 5000))).toBeNull();
  });
});
