import { expect, it } from 'vitest';
import { OpenedSecrets } from './opened-secrets.js';

it('opens an envelope once, as long as every round asks for it', () => {
  const opened: string[] = [];
  const secrets = new OpenedSecrets({
    open: (envelope) => {
      opened.push(envelope);
      return `${envelope} opened`;
    },
  });
  const round = (...envelopes: string[]) => {
    const { open } = secrets.round();
    return envelopes.map((envelope) => open(envelope));
  };
  expect(round('a', 'b')).toEqual(['a opened', 'b opened']);
  expect(round('b', 'c')).toEqual(['b opened', 'c opened']);
  expect(opened).toEqual(['a', 'b', 'c']);
  round('a');
  expect(opened).toEqual(['a', 'b', 'c', 'a']);
});
