import {
  type Checked,
  type Flaw,
  HELP_ANSWERS,
  type HelpAnswer,
  isObject,
  type JsonObject,
  LIMITS,
  type MessageTarget,
  VISIT_FINDINGS,
  VISIT_STEPS,
  type VisitFinding,
  type VisitMessage,
  type VisitStep,
  type VisitTarget,
} from '../../../../src/protocol';

/** The body of `PATCH /classes/{id}/help/{helpId}`. */
export interface HelpMessage {
  readonly status: HelpAnswer;
  readonly takeOver?: true;
  readonly finding?: VisitFinding;
}

export function checkHelpMessage(body: unknown): Checked<HelpMessage> {
  const { status, takeOver, finding } = fieldsOf(body);
  const errors = [
    ...findStepFlaws(status, HELP_ANSWERS),
    ...findTakeOverFlaws(takeOver),
    ...findFindingFlaws(finding, status === 'resolved' ? undefined : 'resolved'),
  ];
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, value: { status: status as HelpAnswer, ...takenOver(takeOver), ...found(finding) } };
}

export function checkVisitMessage(body: unknown): Checked<VisitMessage> {
  const { status, takeOver, finding, studentId, team } = fieldsOf(body);
  const target = toTarget(studentId, team);
  const errors = [
    ...findStepFlaws(status, VISIT_STEPS),
    ...findTakeOverFlaws(takeOver),
    ...findFindingFlaws(finding, status === 'done' ? undefined : 'done'),
  ];
  if (target === undefined) {
    errors.push({ path: '', message: 'must have either a studentId or a team, as text' });
  }
  return target === undefined || errors.length > 0
    ? { ok: false, errors }
    : { ok: true, value: { ...target, status: status as VisitStep, ...takenOver(takeOver), ...found(finding) } };
}

/** The body of `POST /classes/{id}/messages`. */
export interface MessageWords {
  readonly to: MessageTarget;
  readonly text: string;
}

export function checkMessageWords(body: unknown): Checked<MessageWords> {
  const { to, text } = fieldsOf(body);
  const target = readTarget(to);
  const errors = findTextFlaws(text);
  if (target === undefined) {
    errors.push({ path: 'to', message: 'must be one of {studentId}, {team}, {all: true} and {errorGroup}' });
  }
  return target === undefined || errors.length > 0 ? { ok: false, errors } : { ok: true, value: { to: target, text: text as string } };
}

/** One of the kinds, and no more than one. */
function readTarget(to: unknown): MessageTarget | undefined {
  const { studentId, team, errorGroup, all } = fieldsOf(to);
  if ([studentId, team, errorGroup, all].filter(value => value !== undefined).length !== 1) {
    return undefined;
  }
  if (typeof errorGroup === 'string') {
    return { errorGroup };
  }
  return all === true ? { all } : toTarget(studentId, team);
}

function findTextFlaws(text: unknown): Flaw[] {
  if (typeof text !== 'string' || text.trim() === '') {
    return [{ path: 'text', message: 'must be text, and not empty' }];
  }
  return text.length > LIMITS.messageLength
    ? [{ path: 'text', message: `must have at most ${String(LIMITS.messageLength)} characters` }]
    : [];
}

const fieldsOf = (body: unknown): JsonObject => (isObject(body) ? body : {});

const takenOver = (takeOver: unknown): { readonly takeOver?: true } => (takeOver === true ? { takeOver } : {});

/** Of a body without flaws. */
const found = (finding: unknown): { readonly finding?: VisitFinding } =>
  finding === undefined ? {} : { finding: finding as VisitFinding };

function toTarget(studentId: unknown, team: unknown): VisitTarget | undefined {
  if (typeof studentId === 'string' && studentId !== '' && team === undefined) {
    return { studentId };
  }
  return typeof team === 'string' && team !== '' && studentId === undefined ? { team } : undefined;
}

function findStepFlaws(status: unknown, steps: readonly string[]): Flaw[] {
  return steps.some(step => step === status) ? [] : [{ path: 'status', message: `must be one of ${steps.join(', ')}` }];
}

function findTakeOverFlaws(takeOver: unknown): Flaw[] {
  return takeOver === undefined || typeof takeOver === 'boolean' ? [] : [{ path: 'takeOver', message: 'must be true or false' }];
}

/** @param missing the status that it would have to come with; undefined where it does */
function findFindingFlaws(finding: unknown, missing: string | undefined): Flaw[] {
  if (finding === undefined) {
    return [];
  }
  if (!VISIT_FINDINGS.some(known => known === finding)) {
    return [{ path: 'finding', message: `must be one of ${VISIT_FINDINGS.join(', ')}` }];
  }
  return missing === undefined ? [] : [{ path: 'finding', message: `goes with the status ${missing} alone` }];
}
