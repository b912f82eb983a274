import type { IDisposable } from '@lumino/disposable';

import { isSameIdentity } from '../client/enrolment/identity';
import { connected } from '../jupyter/connected';
import type { Membership } from './membership';

/** Tells of every change of a membership whether another student is in the class now, until disposed. */
export function watchStudent(membership: Membership, onChange: (isOtherStudent: boolean) => void): IDisposable {
  let student = identityOf(membership);
  return connected(membership.changed, () => {
    const next = identityOf(membership);
    const isOther = student === undefined || next === undefined || !isSameIdentity(student, next);
    student = next;
    onChange(isOther);
  });
}

function identityOf({ reading }: Membership) {
  return reading.kind === 'ok' ? reading.identity : undefined;
}
