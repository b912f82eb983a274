import { describe, expect, it } from 'vitest';

import { readServerLink } from './server-link';

const address = (serverUrl: string, joinCode?: string) => ({ kind: 'address', serverUrl, joinCode });

describe('an address', () => {
  it.each([
    ['http://10.0.0.5:8600', address('http://10.0.0.5:8600')],
    [' http://10.0.0.5:8600/ ', address('http://10.0.0.5:8600')],
    ['10.0.0.5:8600', address('http://10.0.0.5:8600')],
    ['localhost:8600', address('http://localhost:8600')],
    ['HTTPS://School.Example/class//', address('https://school.example/class')],
    ['https://school.example/a/b/?x=1#y', address('https://school.example/a/b')],
    ['http://[::1]:8600', address('http://[::1]:8600')],
  ])('%j is read in its normal form', (text, expected) => {
    expect(readServerLink(text)).toEqual(expected);
  });

  it.each([
    ['http://host:8600/#join=BLUE-42', 'BLUE-42'],
    ['host:8600/?join=BLUE%2042', 'BLUE 42'],
    ['http://host:8600/#join=', ''],
  ])('%j brings its join code along', (text, joinCode) => {
    expect(readServerLink(text)).toEqual(address('http://host:8600', joinCode));
  });

  it.each([
    ['', 'unreadable'],
    ['two words', 'unreadable'],
    ['http://', 'unreadable'],
    ['javascript:alert(1)', 'unreadable'],
    ['http://host:99999', 'unreadable'],
    ['ftp://host', 'not_http'],
    ['file:///etc/passwd', 'not_http'],
    ['http://ada:secret@host', 'has_password'],
  ])('%j is refused', (text, kind) => {
    expect(readServerLink(text)).toEqual({ kind });
  });
});
