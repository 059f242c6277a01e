import { describe, expect, it } from 'vitest';
import { pjsipOptionsSchema } from './pjsip-options.js';

const issues = (...options: [object: string, option: string, value: string][]) => {
  const result = pjsipOptionsSchema.safeParse(options.map(([object, option, value]) => ({ object, option, value })));
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('/')} ${message}`);
};

describe('raw options of pjsip', () => {
  it('are taken when they are listed and their values fit', () => {
    const fine = [
      ['endpoint', 'send_diversion', 'no'],
      ['endpoint', 'rtp_keepalive', '20'],
      ['endpoint', 'connected_line_method', 'update'],
      ['registration', 'contact_header_params', 'reg-id=1;x=y'],
      ['registration', 'support_path', 'yes'],
      ['aor', 'support_path', 'yes'],
    ] as const;
    expect(issues(...fine.map(([...each]) => each))).toEqual([]);
  });

  it.each([
    ['endpoint', 'send_diversion', 'true', '0/value must be yes or no for send_diversion'],
    ['endpoint', 'rtp_keepalive', '3601', '0/value must be a number from 0 to 3600 for rtp_keepalive'],
    ['endpoint', 'rtp_keepalive', '1e3', '0/value must be a number from 0 to 3600 for rtp_keepalive'],
    [
      ...(['endpoint', 'connected_line_method', 'no'] as const),
      '0/value must be one of these for connected_line_method: invite, reinvite, update',
    ],
    [
      ...(['endpoint', 'sdp_owner', 'a\n[x]'] as const),
      '0/value must be 1 to 32 characters of A-Za-z0-9._- for sdp_owner',
    ],
    [
      ...(['aor', 'contact', 'sip:elsewhere'] as const),
      '0/option must be an option of aor that a trunk may set: authenticate_qualify, qualify_2xx_only, support_path',
    ],
    [
      ...(['aor', 'constructor', 'yes'] as const),
      '0/option must be an option of aor that a trunk may set: authenticate_qualify, qualify_2xx_only, support_path',
    ],
  ])('%s %s = %j is refused with what the rule is', (object, option, value, message) => {
    expect(issues([object, option, value])).toEqual([message]);
  });

  it('are refused where they stand there twice', () => {
    expect(issues(['aor', 'support_path', 'yes'], ['aor', 'support_path', 'no'])).toEqual([
      '1/option must not be an option that stands above',
    ]);
  });
});
