import { expect, it } from 'vitest';

import { readClassLink } from './class-link';

const blue = { kind: 'class', serverUrl: 'http://10.0.0.5:8600', joinCode: 'BLUE' };

it.each([
  'http://10.0.0.5:8600/#join=BLUE',
  '  http://10.0.0.5:8600/?join=BLUE \n',
  'http://10.0.0.5:8600 BLUE',
  '10.0.0.5:8600, BLUE',
  'BLUE 10.0.0.5:8600',
])('takes a class from %j', text => expect(readClassLink(text)).toEqual(blue));

it('takes codes of several words, and addresses below a path', () => {
  expect(readClassLink('https://school.example/class/ Blue-Fox 7')).toEqual({
    kind: 'class',
    serverUrl: 'https://school.example/class',
    joinCode: 'Blue-Fox 7',
  });
  expect(readClassLink('https://school.example/#join=Blue-Fox%207')).toMatchObject({ joinCode: 'Blue-Fox 7' });
});

it('counts the code that was typed, and not the one of the link', () => {
  expect(readClassLink('http://host:8600/#join=OLD NEW')).toMatchObject({ joinCode: 'NEW' });
});

it.each([
  ['', { kind: 'empty' }],
  [' ,; ', { kind: 'empty' }],
  ['http://10.0.0.5:8600', { kind: 'no_code', serverUrl: 'http://10.0.0.5:8600' }],
  ['http://10.0.0.5:8600/#join=', { kind: 'no_code', serverUrl: 'http://10.0.0.5:8600' }],
  ['http://10.0.0.5:8600/#token=secret', { kind: 'no_code', serverUrl: 'http://10.0.0.5:8600' }],
  ['localhost', { kind: 'no_code', serverUrl: 'http://localhost' }],
  ['KOALA7', { kind: 'no_address', joinCode: 'KOALA7' }],
  ['Blue-Fox 7', { kind: 'no_address', joinCode: 'Blue-Fox 7' }],
  ['ftp://host BLUE', { kind: 'not_http' }],
  ['http://a:b@host BLUE', { kind: 'has_password' }],
  ['http://host:99999 BLUE', { kind: 'unreadable' }],
])('says what is missing or wrong in %j', (text, expected) => expect(readClassLink(text)).toEqual(expected));
