import type { InstructorName, VisitFinding } from '../../../../../src/protocol';
import { comparePositions, type HelpAnswered, type Position, type Visited } from '../../../log/event-log';

/** What an instructor says of something that one of them at a time may claim: they take it (`claimed`), give it back (`open`), or it is done. */
export interface ClaimStep<Word extends string = string> {
  readonly id: string;
  /** Of its entry in the log, whose order decides. */
  readonly position: Position;
  readonly word: Word;
  readonly by: InstructorName;
  readonly atMs: number;
  readonly takeOver?: true;
  /** What they found there, once it is done. */
  readonly finding?: VisitFinding;
}

export type ClaimRequest = Pick<ClaimStep, 'word' | 'by' | 'takeOver' | 'finding'>;

/** Whether somebody else holds the claim: until they give it back or finish, only a takeover is accepted. */
export function isRefused(current: ClaimRequest | undefined, { by, takeOver }: ClaimRequest): boolean {
  return current?.word === 'claimed' && current.by.id !== by.id && takeOver !== true;
}

/** Whether it would change nothing. Somebody may be visited again, and what was found may be said later. */
export function isNoOp(current: ClaimRequest | undefined, { word, by, finding }: ClaimRequest): boolean {
  const isSame = word === (current?.word ?? 'open') && (finding === undefined || finding === current?.finding);
  return isSame && word !== 'done' && (word !== 'claimed' || current?.by.id === by.id);
}

/** The request that an instructor's action makes. */
export function toRequest({ step, by, takeOver, finding }: HelpAnswered | Visited): ClaimRequest {
  return { word: step, by, ...(takeOver === true && { takeOver }), ...(finding !== undefined && { finding }) };
}

/** What a step is called where it is told: in exports and in the audit trail. */
export function nameOfStep({ word, takeOver }: Pick<ClaimRequest, 'word' | 'takeOver'>): string {
  if (word === 'open') {
    return 'undone';
  }
  return word === 'claimed' && takeOver === true ? 'taken over' : word;
}

/** `step` among the others, in the log's order. Of two with one id, the first in the log counts. */
export function withStep<S extends ClaimStep>(steps: readonly S[], step: S): readonly S[] {
  const known = steps.find(({ id }) => id === step.id);
  if (known !== undefined && comparePositions(known.position, step.position) <= 0) {
    return steps;
  }
  return [...steps.filter(each => each !== known), step].sort((a, b) => comparePositions(a.position, b.position));
}

/** Those that count, in the log's order: the last of them tells how things stand. */
export function countingSteps<S extends ClaimStep>(steps: readonly S[]): readonly S[] {
  const counting: S[] = [];
  for (const step of steps) {
    const current = counting.at(-1);
    if (!isRefused(current, step) && !isNoOp(current, step)) {
      counting.push(step);
    }
  }
  return counting;
}

/** The last `most` that count. What went before them no longer refuses the first of them. */
export function newestSteps<S extends ClaimStep>(steps: readonly S[], most: number): readonly S[] {
  if (steps.length <= most) {
    return steps;
  }
  const [first, ...rest] = countingSteps(steps).slice(-most);
  return first === undefined ? [] : [{ ...first, takeOver: true }, ...rest];
}
