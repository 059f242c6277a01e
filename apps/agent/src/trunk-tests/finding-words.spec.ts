import { expect, it } from 'vitest';
import { audioHeard, callNotAnswered, silent } from './finding-words.js';

const nothing = { code: null, reason: null, advice: null, sipCode: null };

it('a carrier that is not asked by OPTIONS need not answer them; one that is has to', () => {
  expect(silent('a:5060', false, nothing).verdict).toBe('warning');
  expect(silent('a:5060', true, nothing).verdict).toBe('failed');
});

it('a call that rang works as far as that, one without any answer does not, and a refusal says what to change', () => {
  expect(callNotAnswered(487, true)).toMatchObject({ verdict: 'warning', sipCode: null });
  expect(callNotAnswered(null, false)).toMatchObject({ verdict: 'failed', text: 'Nothing answers the call.' });
  expect(callNotAnswered(486, true)).toMatchObject({ verdict: 'failed', sipCode: 486 });
  expect(callNotAnswered(488, false).advice).toContain('codecs');
});

it('audio is what comes back of the tone: none of it, other audio, and no packet at all are three things', () => {
  expect(audioHeard({ level: 0.9, received: 150 }).verdict).toBe('passed');
  expect(audioHeard({ level: 0.1, received: 150 }).verdict).toBe('warning');
  expect(audioHeard({ level: 0, received: 0 })).toMatchObject({
    verdict: 'failed',
    text: 'No audio comes from the carrier.',
  });
});
