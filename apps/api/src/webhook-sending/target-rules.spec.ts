import { describe, expect, it } from 'vitest';
import { targetProblem } from './target-rules.js';

const local = ['127.0.0.0/8', 'fd00::/8'];

describe('the target of a webhook', () => {
  it.each([
    'https://example.org/hooks?x=1',
    'https://example.org:8443/',
    'https://8.8.8.8/',
    'https://[2606:2800:220:1::1]/',
  ])('%s is accepted', (url) => expect(targetProblem(url, [])).toBeNull());

  it.each([
    ['nonsense', /must be a URL/],
    ['ftp://example.org/', /https/],
    ['file:///etc/passwd', /https/],
    ['http://example.org/', /https/],
    ['https://user:pw@example.org/', /user name/],
    ['https://example.org/#x', /fragment/],
    ['https://example.org:22/', /port/],
    ['https://127.0.0.1/', /private/],
    ['https://0x7f.1/', /127\.0\.0\.1/],
    ['https://2130706433/', /127\.0\.0\.1/],
    ['https://[::ffff:10.0.0.1]/', /private/],
    ['https://169.254.169.254/latest/meta-data', /private/],
  ])('%s is refused', (url, rule) => expect(targetProblem(url, [])).toMatch(rule));

  it('may be private, and without TLS, in an allowed network only', () => {
    expect(targetProblem('http://127.0.0.1:3000/', local)).toBeNull();
    expect(targetProblem('http://[fd00::5]:3000/', local)).toBeNull();
    expect(targetProblem('http://crm.internal:3000/', local)).toBeNull();
    expect(targetProblem('http://8.8.8.8/', local)).toMatch(/allowed network/);
    expect(targetProblem('https://10.0.0.1/', local)).toMatch(/private/);
  });
});
