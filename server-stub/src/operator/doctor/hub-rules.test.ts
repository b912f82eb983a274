import { expect, it } from 'vitest';
import { judgeHub } from './hub-rules';

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
