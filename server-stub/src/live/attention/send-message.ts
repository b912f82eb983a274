import type { InstructorName, MessageTarget } from '../../../../src/protocol';
import type { ClassView } from '../view/class-view';
import type { ActionEntry, EventLog } from '../../log/event-log';
import type { Clock } from '../../platform/clock';
import { type Random, randomId } from '../../platform/random';
import { HttpProblem } from '../../http/problem';
import { messageId } from '../projection/messages/message-record';
import type { MessageWords } from './check-attention';

export interface MessageDeps {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
}

/** Somebody whom a message is to, and, with a hint, what it is about. */
interface Addressee {
  readonly studentId: string;
  readonly exercise?: string;
  readonly check?: string;
}

const ID_BITS = 72;

/**
 * Sends a message to those whom it is to at this moment. Their next reports bring it to them.
 * @returns its id
 * @throws HttpProblem `not_found`
 * @throws LogUnavailableError
 */
export async function sendMessage(deps: MessageDeps, view: ClassView, words: MessageWords, by: InstructorName): Promise<string> {
  const { log, clock, random } = deps;
  const { to, text } = words;
  await view.catchUp();
  const addressees = addresseesOf(view, to);
  const receivedAtMs = clock.wallMs();
  const entry = (studentId: string, action: ActionEntry['action']): ActionEntry => ({
    kind: 'action',
    studentId,
    receivedAtMs,
    id: randomId(random, ID_BITS),
    action,
  });
  const message = entry('studentId' in to ? to.studentId : '', {
    type: 'message',
    to,
    text,
    by,
    ...(isAboutThem(to, addressees) && { about: addressees.map(({ studentId }) => studentId) }),
  });
  const addressed = addressees.map(({ studentId, exercise, check }) =>
    entry(studentId, {
      type: 'addressed',
      message: message.id,
      ...(exercise !== undefined && { exercise }),
      ...(check !== undefined && { check }),
    }),
  );
  return messageId(await log.appendEntries(view.classId, message, ...addressed));
}

/** What is written to everybody, or to those of one error, is about the class or the error, and about nobody. */
function isAboutThem(to: MessageTarget, addressees: readonly Addressee[]): boolean {
  return 'team' in to || ('errorGroup' in to && addressees.length === 1);
}

function addresseesOf({ projection, exercises }: ClassView, to: MessageTarget): readonly Addressee[] {
  if ('errorGroup' in to) {
    return required(exercises.membersOf(to.errorGroup) ?? [], 'Nobody in the class has this error now.');
  }
  const students = [...projection.students.values()].map(({ studentId, team }) => ({ studentId, team }));
  if ('studentId' in to) {
    const known = projection.find(to.studentId);
    return required(
      known === undefined ? [] : [{ studentId: known.studentId }],
      'The class has no student with this id, or they have not joined yet.',
    );
  }
  return 'team' in to
    ? required(
        students.filter(({ team }) => team === to.team),
        'Nobody who has joined the class is in this team.',
      )
    : required(students, 'Nobody has joined the class yet.');
}

function required(addressees: readonly Addressee[], otherwise: string): readonly Addressee[] {
  if (addressees.length === 0) {
    throw new HttpProblem('not_found', otherwise);
  }
  return addressees;
}
