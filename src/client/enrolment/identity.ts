import type { ReportingIdentity } from '../reporting-client';

/** Names whose events a source holds, and where they go. A change of name or team does not make another student. */
export function identityKey(identity: ReportingIdentity): string {
  return JSON.stringify([identity.serverUrl, identity.joinCode, identity.studentId]);
}

/** The student that a key names. */
export function studentOf(key: string): string | undefined {
  const parts: unknown = JSON.parse(key);
  return Array.isArray(parts) && typeof parts[2] === 'string' ? parts[2] : undefined;
}

export function isSameIdentity(a: ReportingIdentity, b: ReportingIdentity): boolean {
  return identityKey(a) === identityKey(b) && a.displayName === b.displayName && a.team === b.team && a.vouchedBy === b.vouchedBy;
}
