import { expect } from '@playwright/test';
import type { ClassServer } from '../../../scripts/classroom/class-server.mjs';
import type { ExportedEvent } from '../../../src/protocol';
import { numberOf } from './run-label';

/** The runs that the browser's database has confirmed: all of these must arrive, whatever happens to the page. */
export class DurableRuns {
  readonly #labels = new Set<string>();

  get count(): number {
    return this.#labels.size;
  }

  note(labels: readonly string[]): void {
    for (const label of labels) {
      this.#labels.add(label);
    }
  }

  missingFrom(delivered: ReadonlySet<string>): string[] {
    return [...this.#labels].filter(label => !delivered.has(label));
  }
}

/** The labels of the runs among events, as often as they are there. */
export function runLabels(events: readonly ExportedEvent[]): string[] {
  return events.filter(event => event.type === 'cell.executed').map(event => (event.data as { readonly label: string }).label);
}

/** Waits until every durable run is in the server's record, then holds the record to the promise: nothing twice, in order, no hole. */
export async function expectWholeRecord(server: ClassServer, durable: DurableRuns): Promise<readonly ExportedEvent[]> {
  await expect
    .poll(async () => durable.missingFrom(new Set(runLabels(await server.exportEvents()))).length, {
      message: 'durable runs that have not arrived',
      timeout: 45_000,
    })
    .toBe(0);
  const events = await server.exportEvents();
  expectOnceAndInOrder(events);
  const { sources } = await server.readDeliveryReport();
  for (const source of sources) {
    expect(source).toMatchObject({ received: source.hwm, missing: [], lost: 0, rejected: [] });
  }
  return events;
}

/** No run twice, under whatever identity; within each source the runs ascend by one, in the order of recording. */
export function expectOnceAndInOrder(events: readonly ExportedEvent[]): void {
  const labels = runLabels(events);
  expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
  for (const ofSource of Map.groupBy(events, event => event.sid).values()) {
    const numbers = runLabels(ofSource.toSorted((a, b) => a.seq - b.seq)).map(label => numberOf(label));
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  }
}
