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

/** The teams with the steps of which something was noted that may be about a student. */
export function notedWith(
  visits: ReadonlyMap<string, VisitSteps>,
  studentId: string,
): readonly (readonly [team: string, steps: VisitSteps])[] {
  return [...visits].filter(([, steps]) => steps.some(({ about }) => about?.includes(studentId) === true));
}

/** What is left of the steps when somebody's data is erased: that a team was visited, and by whom, without what was noted of it while they were in it. */
export function withoutNotesAbout(steps: VisitSteps, studentId: string): VisitSteps {
  return steps.flatMap(step => {
    if (step.about?.includes(studentId) !== true) {
      return [step];
    }
    const { note: _note, about: _about, ...rest } = step;
    return step.isRemark === true && step.finding === undefined ? [] : [rest];
  });
}

/** How things stand after the last step; undefined where nobody goes or went. */
export function toVisit(step: ClaimStep<VisitStep> | undefined): Visit | undefined {
  if (step === undefined || step.word === 'open') {
    return undefined;
  }
  const { word: status, by, atMs, finding, note = '' } = step;
  return { status, ...(finding !== undefined && { finding }), ...(note !== '' && { note }), by, at: toTimestamp(atMs) };
}
