import type { InstructorName, VisitFinding } from '../../../../../src/protocol';
import type { HelpAnswered, Visited } from '../../../log/actions';
import { comparePositions, type Position } from '../../../log/event-log';

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
  /** What they noted for each other; empty where that was taken back. */
  readonly note?: string;
  /** Whom the note may be about, where it is of several. */
  readonly about?: readonly string[];
  /** It adds to what was done before: see `Remark`. */
  readonly isRemark?: true;
}

export type ClaimRequest = Pick<ClaimStep, 'word' | 'by' | 'takeOver' | 'finding' | 'note' | 'isRemark' | 'about'>;

/** Whether somebody else holds the claim: until they give it back or finish, only a takeover is accepted. */
export function isRefused(current: ClaimRequest | undefined, { by, takeOver }: ClaimRequest): boolean {
  return current?.word === 'claimed' && current.by.id !== by.id && takeOver !== true;
}

/** Whether it would change nothing. Somebody may be visited again, and what was found may be said later. */
export function isNoOp(current: ClaimRequest | undefined, { word, by, finding, note, isRemark }: ClaimRequest): boolean {
  const isSameWord = word === (current?.word ?? 'open');
  const saysNothing = (finding === undefined || finding === current?.finding) && (note === undefined || note === (current?.note ?? ''));
  if (isRemark === true) {
    return !isSameWord || saysNothing;
  }
  return isSameWord && saysNothing && word !== 'done' && (word !== 'claimed' || current?.by.id === by.id);
}

/** How things stand after a step that counts: a remark leaves who was there and when as it was. */
export function afterStep<S extends ClaimRequest>(current: S | undefined, step: S): S {
  if (step.isRemark !== true || current === undefined) {
    return step;
  }
  const { isRemark: _isRemark, ...said } = step;
  const { finding, note, ...before } = current;
  const kept = { ...(finding !== undefined && { finding }), ...(note !== undefined && { note }) };
  return { ...before, ...kept, ...said, by: current.by, ...('atMs' in current && { atMs: current.atMs }) } as S;
}

/** The request that an instructor's action makes. */
export function toRequest({ step, by, ...more }: HelpAnswered | Visited): ClaimRequest {
  return { word: step, by, ...detailsOf(more) };
}

type LooseDetails = {
  readonly [K in keyof Omit<ClaimRequest, 'word' | 'by'>]?: (K extends 'takeOver' | 'isRemark' ? boolean : ClaimRequest[K]) | undefined;
};

/** What a step may say besides its word. */
export function detailsOf({ takeOver, finding, note, isRemark, about }: LooseDetails): Omit<ClaimRequest, 'word' | 'by'> {
  return {
    ...(takeOver === true && { takeOver }),
    ...(finding !== undefined && { finding }),
    ...(note !== undefined && { note }),
    ...(isRemark === true && { isRemark }),
    ...(about !== undefined && { about }),
  };
}

/** What a step is called where it is told: in exports and in the audit trail. */
export function nameOfStep({ word, takeOver, isRemark }: Pick<ClaimRequest, 'word' | 'takeOver' | 'isRemark'>): string {
  if (isRemark === true) {
    return 'remarked';
  }
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
      counting.push(afterStep(current, step));
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
