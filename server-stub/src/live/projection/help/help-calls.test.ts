import { array, assert, boolean, constantFrom, oneof, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HelpAnswer, HelpRequest, HelpStatus } from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import { HelpCalls } from './help-calls';

const GRACE = { id: 'g', name: 'Grace' };
const KATHERINE = { id: 'k', name: 'Katherine' };

/** Calls as they and the answers to them arrive: each at its time, in seconds, and at its place in the log. */
class Story {
  readonly calls = new HelpCalls(position => this.#closed.has(position));
  readonly #closed = new Set<string>();
  #isClosed = false;
  #position = 0;

  close(): this {
    this.#isClosed = true;
    return this;
  }

  open(): this {
    this.#isClosed = false;
    return this;
  }

  call(atS: number, words: { question?: string; sid?: string } = {}): this {
    const { sid = 's', ...said } = words;
    this.calls.call({ timeMs: atS * 1000, sid, seq: atS }, this.#receipt(atS), said);
    return this;
  }

  withdraw(atS: number): this {
    this.calls.withdraw({ timeMs: atS * 1000, sid: 's', seq: atS }, this.#receipt(atS));
    return this;
  }

  answer(word: HelpAnswer, helpId: string, by = GRACE, takeOver = false): this {
    const position = this.#next();
    this.calls.answer({ id: position, position, word, by, atMs: Number(position), helpId, ...(takeOver && { takeOver: true }) });
    return this;
  }

  get requests(): HelpRequest[] {
    return this.calls.cases('ada').map(({ request }) => request);
  }

  get statuses(): HelpStatus[] {
    return this.requests.map(({ status }) => status);
  }

  #receipt(atS: number) {
    return { position: this.#next(), receivedAtMs: atS * 1000 };
  }

  #next(): string {
    this.#position += 1;
    if (this.#isClosed) {
      this.#closed.add(String(this.#position));
    }
    return String(this.#position);
  }
}

describe('help requests', () => {
  it('are one request until it is withdrawn: it keeps its place and takes the newest question', () => {
    const { requests } = new Story().call(1, { question: 'How?' }).call(2).call(3, { question: 'And why?' }).withdraw(4).call(5);

    expect(requests).toEqual([
      { id: 's-1', studentId: 'ada', since: toTimestamp(1000), status: 'withdrawn', question: 'And why?' },
      { id: 's-5', studentId: 'ada', since: toTimestamp(5000), status: 'open' },
    ]);
  });

  it('are turned away while the queue is closed, for good; what waits already takes a new question all the same', () => {
    const turnedAway = new Story().close().call(1, { question: 'Anybody?' });
    expect(turnedAway.calls.cases('ada')).toMatchObject([{ isTurnedAway: true, request: { id: 's-1', status: 'withdrawn' } }]);
    expect(turnedAway.open().call(5).statuses).toEqual(['withdrawn', 'open']);

    const waiting = new Story().call(1, { question: 'How?' }).close().call(3, { question: 'And why?' });
    expect(waiting.requests).toMatchObject([{ id: 's-1', status: 'open', question: 'And why?' }]);
    expect(waiting.answer('resolved', 's-1').call(6).statuses).toEqual(['resolved', 'withdrawn']);
  });

  it('name who has claimed them and who resolved them, and nobody once the claim is taken back', () => {
    const claimed = new Story().call(1).answer('claimed', 's-1').requests;
    const back = new Story().call(1).answer('claimed', 's-1').answer('open', 's-1').requests;
    const resolved = new Story().call(1).answer('resolved', 's-1', KATHERINE).requests;

    expect(claimed).toMatchObject([{ status: 'claimed', by: GRACE, at: toTimestamp(2) }]);
    expect(back).toEqual([{ id: 's-1', studentId: 'ada', since: toTimestamp(1000), status: 'open' }]);
    expect(resolved).toMatchObject([{ status: 'resolved', by: KATHERINE }]);
  });

  it('are the first claimant’s, unless they are taken over', () => {
    const second = new Story().call(1).answer('claimed', 's-1').answer('claimed', 's-1', KATHERINE);
    expect(second.requests).toMatchObject([{ status: 'claimed', by: GRACE }]);
    expect(second.answer('resolved', 's-1', KATHERINE).requests).toMatchObject([{ status: 'claimed', by: GRACE }]);
    expect(second.answer('claimed', 's-1', KATHERINE, true).requests).toMatchObject([{ status: 'claimed', by: KATHERINE }]);
    expect(second.answer('resolved', 's-1').requests).toMatchObject([{ status: 'claimed', by: KATHERINE }]);
    expect(second.answer('resolved', 's-1', KATHERINE).requests).toMatchObject([{ status: 'resolved', by: KATHERINE }]);
  });

  it('are a new request after they were resolved, and the same one again after they were opened again', () => {
    expect(new Story().call(1).answer('resolved', 's-1').call(5).statuses).toEqual(['resolved', 'open']);
    expect(new Story().call(1).answer('resolved', 's-1').answer('open', 's-1').call(5).statuses).toEqual(['open']);
  });

  it('are one request when one that was resolved is opened again while its student waits anew: nobody waits twice', () => {
    const reopened = (story: Story): Story => story.answer('open', 's-1');
    const calledAnew = (): Story => new Story().call(1, { question: 'Old?' }).answer('resolved', 's-1').call(5, { question: 'New?' });
    expect(reopened(calledAnew()).requests).toMatchObject([{ id: 's-1', status: 'open', question: 'New?' }]);
    expect(reopened(calledAnew().answer('claimed', 's-5', KATHERINE)).requests).toMatchObject([{ status: 'claimed', by: KATHERINE }]);
    expect(reopened(calledAnew().withdraw(6)).statuses).toEqual(['withdrawn']);
    expect(reopened(calledAnew().answer('resolved', 's-5', KATHERINE)).statuses).toEqual(['open']);
    expect(reopened(calledAnew()).answer('resolved', 's-1', KATHERINE).statuses).toEqual(['resolved']);
  });

  it('never have a student wait twice, whatever instructors answer to requests that they see', () => {
    const deed = oneof(
      record({ kind: constantFrom('call', 'call', 'withdraw') }),
      record({
        kind: constantFrom('answer'),
        word: constantFrom<HelpAnswer>('claimed', 'resolved', 'open'),
        by: constantFrom(GRACE, KATHERINE),
        takeOver: boolean(),
        isToOldest: boolean(),
      }),
    );
    assert(
      property(array(deed, { maxLength: 14 }), deeds => {
        const story = new Story();
        deeds.forEach((each, index) => {
          if (each.kind === 'call') {
            story.call(index + 1);
          } else if (each.kind === 'withdraw') {
            story.withdraw(index + 1);
          } else if ('word' in each) {
            const seen = story.requests.filter(({ status }) => status !== 'withdrawn');
            const request = each.isToOldest ? seen[0] : seen.at(-1);
            if (request !== undefined) {
              story.answer(each.word, request.id, each.by, each.takeOver);
            }
          }
          expect(story.statuses.filter(status => status === 'open' || status === 'claimed').length).toBeLessThanOrEqual(1);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('are resolved although the withdrawal arrives later, and not open again', () => {
    expect(new Story().call(1).answer('resolved', 's-1').withdraw(2).requests).toMatchObject([{ status: 'resolved', by: GRACE }]);
  });

  it('tell whoever is on the way that they were withdrawn', () => {
    expect(new Story().call(1).answer('claimed', 's-1').withdraw(3).requests).toMatchObject([{ status: 'withdrawn', by: GRACE }]);
  });

  it('are claimed when the claim is in the log before them', () => {
    expect(new Story().answer('claimed', 's-1').call(1).statuses).toEqual(['claimed']);
  });

  it('stay claimed when an earlier call arrives late and gives the request another id', () => {
    const { requests } = new Story().call(5).answer('claimed', 's-5').call(2, { sid: 'other' });

    expect(requests).toMatchObject([{ id: 'other-2', status: 'claimed', by: GRACE }]);
  });

  it('remember no more of a student who calls without end than their place and newest words', () => {
    const story = new Story().call(1).answer('claimed', 's-1');
    for (let at = 2; at < 500; at++) {
      story.call(at, { question: `${String(at)}?` });
    }

    expect(story.requests).toMatchObject([{ id: 's-1', status: 'claimed', question: '499?' }]);
    expect(story.calls.toValue().marks.length).toBeLessThan(50);
  });
});
