import type { Role } from '../../../../src/protocol';

/** Everything that an instructor can be allowed to do, and who is. This table is the only place that says so. */
const HOLDERS = {
  'session.read': ['owner', 'assistant', 'viewer'],
  'class.list': ['owner', 'assistant', 'viewer'],
  'class.watch': ['owner', 'assistant', 'viewer'],
  'student.read': ['owner', 'assistant'],
  'delivery.read': ['owner', 'assistant'],
  'system.read': ['owner', 'assistant'],
  'name.release': ['owner', 'assistant'],
  'help.answer': ['owner', 'assistant'],
  'class_session.begin': ['owner', 'assistant'],
  'message.send': ['owner', 'assistant'],
  'class.change': ['owner'],
  'record.export': ['owner'],
  'student.erase': ['owner'],
  'server.change': ['owner'],
  'staff.manage': ['owner'],
  'audit.read': ['owner'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Right = keyof typeof HOLDERS;

const RIGHTS = Object.keys(HOLDERS) as Right[];

export function isAllowed(role: Role, right: Right): boolean {
  const holders: readonly Role[] = HOLDERS[right];
  return holders.includes(role);
}

export function rightsOf(role: Role): readonly Right[] {
  return RIGHTS.filter(right => isAllowed(role, right));
}
