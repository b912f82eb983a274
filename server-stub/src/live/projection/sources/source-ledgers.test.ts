import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCompleteness, type WireEvent } from '../../../../../src/protocol';
import { START_MS, timestamp, toBatch } from '../../../../test/support/log/random-log';
import { SourceLedgers } from './source-ledgers';

const SID = 'A'.repeat(22);
const run = (seq: number): WireEvent => ({ seq, type: 'x', time: timestamp(START_MS), data: {} });

/** What became of each event of a source, one after the other. */
type Fate = 'received' | 'rejected' | 'lost' | 'missing';

function ledgersOf(fates: readonly Fate[], ledgers = new SourceLedgers(), sid = SID): SourceLedgers {
  const ledger = ledgers.of('ada', sid);
  for (const [index, fate] of fates.entries()) {
    const seq = index + 1;
    if (fate !== 'missing') {
      ledger.account({
        ...toBatch(0, 'ada', [], 0),
        first: seq,
        last: seq,
        rejected: fate === 'rejected' ? [{ seq, code: 'event_invalid' }] : [],
      });
    }
    if (fate === 'received') {
      ledger.admit(run(seq));
    } else if (fate === 'lost') {
      ledger.admit({ from: seq, seq, type: 'lost', data: { count: 1, reason: 'quota' } });
    }
  }
  return ledgers;
}

const reportOf = (ledgers: SourceLedgers, hwm: number) => ledgers.report([{ studentId: 'ada', sid: SID, hwm }]);

describe('the ledger of a source', () => {
  it('counts each event once by what became of it, in however many pieces', () => {
    const fates = array(
      record({ fate: constantFrom<Fate>('received', 'rejected', 'lost', 'missing'), times: integer({ min: 1, max: 3 }) }),
      {
        minLength: 1,
        maxLength: 600,
      },
    ).map(pieces => pieces.flatMap(({ fate, times }) => Array.from({ length: times }, () => fate)));
    assert(
      property(fates, all => {
        const known: readonly Fate[] = [...all, 'received'];
        const count = (fate: Fate): number => known.filter(each => each === fate).length;
        const { received, rejected, lost, missing } = judgeCompleteness(reportOf(ledgersOf(known), known.length));

        expect({ received, lost, missing }).toEqual({ received: count('received'), lost: count('lost'), missing: count('missing') });
        expect(rejected).toBe(count('rejected'));
      }),
      { numRuns: 100 },
    );
  });

  it('is small, and its report too, after two million rejected events', () => {
    const ledgers = new SourceLedgers();
    const ledger = ledgers.of('ada', SID);
    for (let first = 1; first < 2_000_000; first += 500) {
      const rejected = Array.from({ length: 500 }, (_, index) => ({ seq: first + index, code: 'event_invalid' as const }));
      ledger.account({ ...toBatch(0, 'ada', [], 0), first, last: first + 499, rejected });
    }
    const report = reportOf(ledgers, 2_000_000);

    expect(judgeCompleteness(report)).toMatchObject({ rejected: 2_000_000, missing: 0, isWhole: false });
    expect(report.sources[0]?.rejected).toEqual([{ from: 1, seq: 2_000_000, code: 'event_invalid' }]);
    expect(JSON.stringify([report, ledger.toValue()]).length).toBeLessThan(1000);
  });

  it('is small when every second event is rejected, and says how many are not listed', () => {
    const fates = Array.from({ length: 20_000 }, (_, index): Fate => (index % 2 === 0 ? 'received' : 'rejected'));
    const ledgers = ledgersOf(fates);
    const report = reportOf(ledgers, fates.length);

    expect(judgeCompleteness(report)).toMatchObject({ received: 10_000, rejected: 10_000, missing: 0 });
    expect(report.sources[0]?.unlisted?.rejected).toBe(9900);
    expect(JSON.stringify([report, ledgers.of('ada', SID).toValue()]).length).toBeLessThan(20_000);
  });
});

it('remembers the newest of a student\u2019s very many sources, and counts the rest', () => {
  const ledgers = new SourceLedgers();
  for (let source = 0; source < 3000; source++) {
    ledgersOf(['received', 'rejected', 'received'], ledgers, String(source).padStart(22, 'S'));
  }
  const marks = Array.from({ length: 3000 }, (_, source) => ({ studentId: 'ada', sid: String(source).padStart(22, 'S'), hwm: 3 }));
  const report = ledgers.report(marks);

  expect(report.sources).toHaveLength(1000);
  expect(report.unlisted).toMatchObject({ sources: 2000, students: ['ada'] });
  expect(judgeCompleteness(report)).toMatchObject({
    sources: 3000,
    received: 6000,
    rejected: 3000,
    missing: 0,
    isWhole: false,
    students: ['ada'],
  });
  expect([...ledgers.ofStudent('ada').keys()].at(-1)).toBe('2999'.padStart(22, 'S'));
});
