import type { IngestClaims, IngestTokens } from '../access/auth/ingest-tokens';
import type { ClassDirectory } from '../class/classes/class-directory';
import { HttpProblem } from '../http/problem';
import { type Enrolment, HUB_DEVICE, type Registry } from '../class/registry/registry';

/**
 * Whose token this is, by its signature alone.
 * @throws HttpProblem `token_invalid` or `forbidden`
 */
export async function verifyToken(tokens: IngestTokens, token: string | undefined): Promise<IngestClaims> {
  const verdict = await tokens.verify(token ?? '');
  switch (verdict.kind) {
    case 'valid':
      return verdict.claims;
    case 'other_scope':
      throw new HttpProblem('forbidden', 'This token gives no right to report.');
    case 'invalid':
      throw new HttpProblem('token_invalid', 'The token is missing, has ended or is not one of this server.');
  }
}

/** Tokens tell their time in whole seconds. Of tokens of an older server alone. */
const TOKEN_TIME_STEP_MS = 1000;

/**
 * Refuses the tokens of a name that an instructor released, even when the same device has taken it again since, or that another device holds by now.
 * @returns the enrolment that the token stands for
 * @throws HttpProblem `token_invalid`
 */
export async function refuseRevoked(directory: ClassDirectory, claims: IngestClaims): Promise<Enrolment> {
  const enrolment = await requireOf(directory.registry, await directory.getEnrolment(claims.classId, claims.studentId), claims);
  if (claims.deviceId !== HUB_DEVICE && (await directory.getClass(claims.classId))?.identity === 'hub') {
    throw new HttpProblem('token_invalid', 'This class takes users of its JupyterHub alone by now. Join again.');
  }
  return enrolment;
}

/** The same by what the registry says now, whatever was remembered of it. @throws HttpProblem `token_invalid` */
export async function refuseReleased(registry: Registry, claims: IngestClaims): Promise<void> {
  await requireOf(registry, await registry.getEnrolment(claims.classId, claims.studentId), claims);
}

async function requireOf(registry: Registry, enrolment: Enrolment | undefined, claims: IngestClaims): Promise<Enrolment> {
  if (enrolment?.deviceId === claims.deviceId && isOfEnrolment(claims, enrolment)) {
    return enrolment;
  }
  const isReleased = await isReleasedFrom(registry, enrolment, claims);
  throw new HttpProblem(
    'token_invalid',
    'The token was withdrawn: the name was released. Join again.',
    isReleased ? { reason: 'released' } : {},
  );
}

/** The name may have been released and taken again since. Not by which time is later: the clock may have been set in between. */
function isOfEnrolment({ enrolledAtMs, issuedAtMs }: IngestClaims, enrolment: Enrolment): boolean {
  return enrolledAtMs === undefined ? issuedAtMs + TOKEN_TIME_STEP_MS > enrolment.enrolledAtMs : enrolledAtMs === enrolment.enrolledAtMs;
}

/** Whether the device had to let go of the name, which its page must not ask for by itself. It may where a store has lost who is in the class. */
async function isReleasedFrom(
  registry: Registry,
  holder: Enrolment | undefined,
  { classId, studentId, deviceId }: IngestClaims,
): Promise<boolean> {
  return holder === undefined ? (await registry.withdrawnFrom(classId, studentId)) === deviceId : holder.deviceId !== deviceId;
}
