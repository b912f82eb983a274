import { describe, expect, it } from 'vitest';
import { readAudit } from '../dependencies/audit-verdict.mjs';

/** @param {Record<string, { name: string, severity: string }>} vulnerabilities */
const answerOf = vulnerabilities => JSON.stringify({ vulnerabilities, metadata: { vulnerabilities: {}, dependencies: { total: 900 } } });

describe('the audit of the libraries', () => {
  it('is sound without grave findings', () => {
    expect(readAudit(answerOf({ a: { name: 'a', severity: 'moderate' } }))).toEqual({
      kind: 'sound',
      words: 'No grave weakness is known of 900 packages.',
    });
  });

  it('names what has a grave one', () => {
    const { kind, words } = readAudit(answerOf({ a: { name: 'a', severity: 'high' }, b: { name: 'b', severity: 'critical' } }));
    expect([kind, words]).toEqual(['weak', 'Grave weaknesses are known of a (high), b (critical).']);
  });

  it.each([
    [JSON.stringify({ message: '405 Method Not Allowed - POST …', error: { summary: '' } }), '405 Method Not Allowed'],
    ['', 'nothing that can be read'],
    ['<html>', 'nothing that can be read'],
  ])('says that nobody answered, and gives no all-clear', (output, words) => {
    expect(readAudit(output)).toEqual({ kind: 'unanswered', words: expect.stringContaining(words) });
  });
});
