import type { AuditEntry } from '../../../../src/protocol';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';

/** What is put on record, as the server calls it. */
const ACTIONS = [
  'class.created',
  'class.changed',
  'rooms.changed',
  'notebooks.changed',
  'roster.changed',
  'name.released',
  'silent.removed',
  'alerts.changed',
  'record.exported',
  'student.erased',
  'student.marked',
  'message.sent',
  'help.answered',
  'visit.noted',
  'class_session.begun',
  'queue.changed',
  'instructor.added',
  'instructor.withdrawn',
  'session.opened',
  'session.closed',
  'session.refused',
] as const;

/** What somebody did, in words; what a newer server puts on record by its own name. */
export function actionText(action: string): string {
  const known = ACTIONS.find(each => each === action);
  return known === undefined ? inertLine(action, 80) : t(`settings.auditActions.${known}`);
}

/** Who did it. Whoever is no instructor has no name. */
export function actorText({ name, role }: AuditEntry['actor']): string {
  return role === 'student' || role === 'outsider' ? t(`settings.auditActors.${role}`) : inertLine(name, 80);
}
