import { expect, it } from 'vitest';
import { formatAction, parseAmi } from './ami-session.js';

it('reads whole messages and keeps the rest', () => {
  const { messages, rest } = parseAmi('Response: Success\r\nMessage: a: b\r\n\r\nEvent: Hang');
  expect(messages).toEqual([{ Response: 'Success', Message: 'a: b' }]);
  expect(rest).toBe('Event: Hang');
});

it('skips the greeting', () => {
  expect(parseAmi('Asterisk Call Manager/11\r\nResponse: Success\r\n\r\n').messages).toEqual([{ Response: 'Success' }]);
});

it('refuses a value that would begin another header', () => {
  expect(() => formatAction({ Action: 'Originate', CallerID: 'x\r\nApplication: System' })).toThrow(
    'CallerID must be one line',
  );
});
