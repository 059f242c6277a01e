import { describe, expect, it } from 'vitest';
import { chooseArchive, urisOfSources } from './mirror.js';

describe('chooseArchive', () => {
  it('takes the main archive, not security and not other vendors', () => {
    const uris = [
      'https://other.example/node_20.x/',
      'http://mirror.example/debian-security/',
      'http://mirror.example/debian',
    ];
    expect(chooseArchive(uris)).toBe('http://mirror.example/debian/');
  });

  it('gives null when there is none', () => {
    expect(chooseArchive(['http://mirror.example/ubuntu/', ''])).toBeNull();
  });
});

describe('urisOfSources', () => {
  it('reads one-line sources', () => {
    expect(
      urisOfSources(
        '# deb http://no.example/debian x main\ndeb [arch=amd64 signed-by=/k] http://a.example/debian b main\n',
      ),
    ).toEqual(['http://a.example/debian']);
  });

  it('reads deb822 sources', () => {
    expect(
      urisOfSources('Types: deb\n# http://no.example\nURIs: http://a.example/debian  http://b.example/debian\n'),
    ).toEqual(['http://a.example/debian', 'http://b.example/debian']);
  });
});
