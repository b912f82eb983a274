/** Who reports where. Comes from JupyterLab's settings: the student's own, or an administrator's defaults. */
export interface ReportingIdentity {
  /** Base URL of the server, such as `http://10.0.0.5:8600`, without a trailing slash. */
  readonly serverUrl: string;
  readonly joinCode: string;
  readonly studentId: string;
  readonly displayName: string;
  /** Empty for no team. */
  readonly team: string;
  /** Present when JupyterHub is to say to the server who this is. */
  readonly vouchedBy?: 'hub';
}

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
