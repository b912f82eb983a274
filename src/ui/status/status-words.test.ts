import { describe, expect, it } from 'vitest';

import { DEFAULT_POLICY } from '../../protocol';
import type { ReportingStatus } from '../../client/status/reporting-status';
import { initialStatus } from '../../client/status/status';
import { english } from '../../jupyter/fixtures/english';
import { describeDetails, describeRisk, describeStatus, describeTooltip } from './status-words';

const reporting: ReportingStatus = {
  ...initialStatus('indexeddb'),
  phase: 'reporting',
  lastDeliveredAtMs: 1000,
  nextAttemptAtMs: 2000,
  policy: DEFAULT_POLICY,
};
const formatTime = (ms: number) => `at ${String(ms)}`;
const say = (change: Partial<ReportingStatus>, isMisconfigured = false) =>
  describeStatus({ status: { ...reporting, ...change }, isMisconfigured }, english);

describe('the status item', () => {
  it.each([
    [{ phase: 'not_joined' }, 'join', 'Join your class'],
    [{ phase: 'joining' }, 'waiting', 'Joining your class…'],
    [{}, 'good', 'Reporting'],
    [{ waiting: 3 }, 'waiting', '3 waiting'],
    [{ phase: 'offline', waiting: 1 }, 'offline', 'Offline · 1 waiting'],
    [{ phase: 'offline' }, 'offline', 'Offline'],
    [{ phase: 'held', trouble: { kind: 'server_says', detail: 'the code is wrong' } }, 'attention', 'On hold: the code is wrong'],
    [{ phase: 'held' }, 'attention', 'On hold'],
    [{ phase: 'paused', waiting: 2 }, 'paused', 'Paused'],
  ] as const)('for %j has the shape "%s" and says "%s"', (change, shape, label) => {
    expect(say(change)).toMatchObject({ shape, label });
  });

  it('asks to check settings that cannot be used, instead of asking to join', () => {
    expect(say({ phase: 'not_joined' }, true)).toMatchObject({ shape: 'attention', label: 'Check your class settings' });
  });

  it.each([
    [{ question: 'agree', isDeclined: false }, 'attention', 'Do you agree?'],
    [{ question: 'agree', isDeclined: true }, 'paused', 'Not recording'],
    [{ question: 'agree_to_more', isDeclined: false }, 'attention', 'Your class asks for more'],
    [{ question: 'agree_to_more', isDeclined: true }, 'good', 'Reporting'],
    [{ question: 'tell', isDeclined: false }, 'good', 'Reporting'],
  ] as const)('with the consent %j has the shape "%s" and says "%s"', (consent, shape, label) => {
    expect(say({ consent })).toMatchObject({ shape, label });
  });

  it('leaves the question until there is a class to report to', () => {
    expect(say({ phase: 'paused', consent: { question: 'agree', isDeclined: false } }).label).toBe('Paused');
  });

  it.each([
    [{}, 'Part of this page is missing'],
    [{ phase: 'joining' }, 'Part of this page is missing'],
    [{ phase: 'offline' }, 'Part of this page is missing'],
    [{ phase: 'not_joined' }, 'Join your class'],
    [{ phase: 'held' }, 'On hold'],
    [{ phase: 'paused' }, 'Paused'],
    [{ consent: { question: 'agree', isDeclined: false } }, 'Do you agree?'],
  ] as const)('of a page that lacks a part of the extension says for %j: "%s"', (change, label) => {
    const facts = { status: { ...reporting, ...change }, isMisconfigured: false, lacksPart: true };
    expect(describeStatus(facts, english).label).toBe(label);
  });

  it('gives the reason in its sentence', () => {
    expect(say({ phase: 'offline', trouble: { kind: 'server_says', detail: 'the server cannot be reached.' } }).sentence).toBe(
      'Your runs are kept here and sent as soon as the class server answers. Reason: the server cannot be reached.',
    );
  });

  it('says of an id that is taken what is wrong, in the student’s own language', () => {
    const trouble = { kind: 'refused', code: 'student_id_taken', detail: 'Ask your instructor.' } as const;
    expect(say({ phase: 'held', trouble })).toMatchObject({
      label: 'This ID is in use on another device',
      sentence: 'This ID is in use on another device. Your runs are kept here.',
    });
  });

  it('has the whole story in its tooltip', () => {
    expect(describeTooltip({ status: { ...reporting, waiting: 1 }, isMisconfigured: false }, english, formatTime)).toBe(
      'Your runs reach your class.\nWaiting: 1 event\nLast delivered: at 1000\nNext report: at 2000',
    );
  });
});

describe('the details', () => {
  const labels = (change: Partial<ReportingStatus>) =>
    describeDetails({ ...reporting, ...change }, english, formatTime).map(([label]) => label);

  it('promise no next report while paused', () => {
    expect(labels({ phase: 'paused' })).not.toContain('Next report');
  });

  it('are not where a risk is said: a browser that stores nothing', () => {
    expect(describeRisk({ ...reporting, storage: 'memory' }, english)).toContain('This browser stores nothing');
    expect(describeTooltip({ status: { ...reporting, storage: 'memory' }, isMisconfigured: false }, english, formatTime)).toContain(
      'This browser stores nothing',
    );
    expect(describeRisk(reporting, english)).toBeUndefined();
  });

  it('are none before joining', () => {
    expect(labels({ phase: 'not_joined' })).toEqual([]);
  });

  it('say that nothing was delivered yet', () => {
    const details = describeDetails({ ...reporting, lastDeliveredAtMs: null }, english, formatTime);
    expect(Object.fromEntries(details)).toMatchObject({ 'Last delivered': 'Nothing yet since this page was opened' });
  });
});
