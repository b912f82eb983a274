import { expect, it } from 'vitest';
import { judgeHub, judgeHubSignIn } from './hub-rules';

const URL = 'http://hub:8081/hub/api';

it.each([
  ['a hub that is new enough', { status: 200, body: { version: '5.5.4' } }, 'ok', /version 5\.5\.4 answers/u],
  ['a hub that is too old', { status: 200, body: { version: '3.1.1' } }, 'warning', /3\.1\.1 cannot/u],
  ['a page', { status: 200, body: undefined }, 'problem', /something else answers there, with status 200/u],
  ['a wrong path', { status: 404, body: { message: 'Not Found' } }, 'problem', /with status 404/u],
  ['nothing', 'ECONNREFUSED', 'problem', /cannot be reached \(ECONNREFUSED\)/u],
])('the doctor tells %s at the hub’s address', (_what, answer, level, state) => {
  const finding = judgeHub(URL, answer);

  expect(finding).toMatchObject({ level, subject: `JupyterHub ${URL}`, state: expect.stringMatching(state) as string });
  expect(finding.advice === undefined).toBe(level === 'ok');
});

const service = (scopes: readonly string[]): object => ({ kind: 'service', name: 'class', scopes });

it.each([
  ['all scopes', { status: 200, body: service(['read:users:groups', 'read:users:name']) }, 'ok', /the service class reads/u],
  ['scopes for some users', { status: 200, body: service(['read:users:groups!group=a', 'read:users:name!group=a']) }, 'ok', /reads/u],
  ['a scope too few', { status: 200, body: service(['read:users:name']) }, 'problem', /lacks read:users:groups:/u],
  ['no scopes', { status: 200, body: service([]) }, 'problem', /lacks read:users:name and read:users:groups/u],
  ['a token of a user', { status: 200, body: { kind: 'user', name: 'ada' } }, 'problem', /does not take CELL_MONITOR_HUB_TOKEN/u],
  ['a token that is none', { status: 403, body: { message: 'Forbidden' } }, 'problem', /status 403/u],
  ['no hub', 'ECONNREFUSED', 'problem', /ECONNREFUSED/u],
])('the doctor tells of signing in with %s', (_what, answer, level, state) => {
  const findings = judgeHubSignIn(answer, true);

  expect(findings).toMatchObject([{ level, state: expect.stringMatching(state) as string }]);
});

it('the doctor tells that without roles only administrators can sign in', () => {
  const answer = { status: 200, body: service(['read:users:groups', 'read:users:name']) };

  expect(judgeHubSignIn(answer, false)).toMatchObject([
    { level: 'ok' },
    { level: 'note', state: "only the hub's administrators can sign in" },
  ]);
});
