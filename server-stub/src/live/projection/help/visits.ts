import type { Visit, VisitStep } from '../../../../../src/protocol';
import type { ActionEntry, Position } from '../../../log/event-log';
import { toTimestamp } from '../../../platform/clock';
import { type ClaimRequest, type ClaimStep, detailsOf, newestSteps, withStep } from './claim';

/** What instructors said of visits to one student or team, in the log's order. */
export type VisitSteps = readonly ClaimStep<VisitStep>[];

const MAX_VISIT_STEPS = 50;

/** What an entry of the log says of a claim, but for its word. */
export function toStep({ id, receivedAtMs }: ActionEntry, { by, ...more }: Omit<ClaimRequest, 'word'>, position: Position) {
  return { id, position, by, atMs: receivedAtMs, ...detailsOf(more) };
}

export function addVisit(visits: Map<string, VisitSteps>, whom: string, step: ClaimStep<VisitStep>): void {
  visits.set(whom, newestSteps(withStep(visits.get(whom) ?? [], step), MAX_VISIT_STEPS));
}

/** How things stand after the last step; undefined where nobody goes or went. */
export function toVisit(step: ClaimStep<VisitStep> | undefined): Visit | undefined {
  if (step === undefined || step.word === 'open') {
    return undefined;
  }
  const { word: status, by, atMs, finding, note = '' } = step;
  return { status, ...(finding !== undefined && { finding }), ...(note !== '' && { note }), by, at: toTimestamp(atMs) };
}
