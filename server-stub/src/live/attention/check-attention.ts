import {
  type Checked,
  type Flaw,
  HELP_ANSWERS,
  type HelpAnswer,
  isObject,
  type JsonObject,
  isQueueState,
  LIMITS,
  type MessageTarget,
  QUEUE_STATES,
  type QueueMessage,
  type Remark,
  VISIT_FINDINGS,
  VISIT_STEPS,
  type VisitFinding,
  type VisitMessage,
  type VisitStep,
  type VisitTarget,
} from '../../../../src/protocol';

/** The body of `PATCH /classes/{id}/help/{helpId}`. */
export interface HelpMessage extends Remark {
  readonly status: HelpAnswer;
  readonly takeOver?: true;
}

export function checkHelpMessage(body: unknown): Checked<HelpMessage> {
  const { status, takeOver, ...fields } = fieldsOf(body);
  const errors = [...findStepFlaws(status, HELP_ANSWERS), ...findFlagFlaws({ takeOver }), ...findRemarkFlaws(fields, status, 'resolved')];
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, value: { status: status as HelpAnswer, ...takenOver(takeOver), ...remarked(fields) } };
}

export function checkVisitMessage(body: unknown): Checked<VisitMessage> {
  const { status, takeOver, studentId, team, ...fields } = fieldsOf(body);
  const target = toTarget(studentId, team);
  const errors = [...findStepFlaws(status, VISIT_STEPS), ...findFlagFlaws({ takeOver }), ...findRemarkFlaws(fields, status, 'done')];
  if (target === undefined) {
    errors.push({ path: '', message: 'must have either a studentId or a team, as text' });
  }
  return target === undefined || errors.length > 0
    ? { ok: false, errors }
    : { ok: true, value: { ...target, status: status as VisitStep, ...takenOver(takeOver), ...remarked(fields) } };
}

export function checkQueueMessage(body: unknown): Checked<QueueMessage> {
  const { state } = fieldsOf(body);
  return isQueueState(state)
    ? { ok: true, value: { state } }
    : { ok: false, errors: [{ path: 'state', message: `must be one of ${QUEUE_STATES.join(', ')}` }] };
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
const remarked = ({ finding, note, isRemark }: JsonObject): Remark => ({
  ...(finding !== undefined && { finding: finding as VisitFinding }),
  ...(note !== undefined && { note: (note as string).trim() }),
  ...(isRemark === true && { isRemark }),
});

function toTarget(studentId: unknown, team: unknown): VisitTarget | undefined {
  if (typeof studentId === 'string' && studentId !== '' && team === undefined) {
    return { studentId };
  }
  return typeof team === 'string' && team !== '' && studentId === undefined ? { team } : undefined;
}

function findStepFlaws(status: unknown, steps: readonly string[]): Flaw[] {
  return steps.some(step => step === status) ? [] : [{ path: 'status', message: `must be one of ${steps.join(', ')}` }];
}

function findFlagFlaws(flags: JsonObject): Flaw[] {
  const wrong = Object.entries(flags).filter(([, value]) => value !== undefined && typeof value !== 'boolean');
  return wrong.map(([path]) => ({ path, message: 'must be true or false' }));
}

/** @param ending the status that it goes with */
function findRemarkFlaws({ finding, note, isRemark }: JsonObject, status: unknown, ending: string): Flaw[] {
  const said = Object.entries({ finding, note, isRemark }).filter(([, value]) => value !== undefined);
  const flaws: Flaw[] = [
    ...(finding === undefined || VISIT_FINDINGS.some(known => known === finding)
      ? []
      : [{ path: 'finding', message: `must be one of ${VISIT_FINDINGS.join(', ')}` }]),
    ...(note === undefined || (typeof note === 'string' && note.length <= LIMITS.noteLength)
      ? []
      : [{ path: 'note', message: `must be text of at most ${String(LIMITS.noteLength)} characters` }]),
    ...findFlagFlaws({ isRemark }),
  ];
  const misplaced = status === ending ? [] : said.map(([path]) => ({ path, message: `goes with the status ${ending} alone` }));
  return flaws.length > 0 ? flaws : misplaced;
}
