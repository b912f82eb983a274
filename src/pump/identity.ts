import type { ReportingIdentity } from './reporting-client';

/** Names whose events a source holds, and where they go. A change of name or team does not make another student. */
export function identityKey(identity: ReportingIdentity): string {
  return JSON.stringify([identity.serverUrl, identity.joinCode, identity.studentId]);
}

export function isSameIdentity(a: ReportingIdentity, b: ReportingIdentity): boolean {
  return identityKey(a) === identityKey(b) && a.displayName === b.displayName && a.team === b.team;
}
