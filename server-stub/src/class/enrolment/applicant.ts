import type { EnrolmentRequest } from '../../../../src/protocol';
import type { HubAuthenticator } from '../../access/hub/hub-authenticator';
import { HttpProblem } from '../../http/problem';
import { type ClassRecord, HUB_DEVICE } from '../registry/registry';

/** Who wants to join, and on whose word. */
export interface Applicant {
  readonly studentId: string;
  readonly displayName?: string;
  readonly team?: string;
  readonly deviceId: string;
  /** JupyterHub vouches for the student. */
  readonly isVerified: boolean;
  /** The student asks to join, and not their page by itself. */
  readonly isAskedFor: boolean;
}

export interface ApplicantDeps {
  /** Undefined: the server trusts no JupyterHub. */
  readonly hub: HubAuthenticator | undefined;
}

/**
 * Who a request comes from. With a hub's token the hub says it, and the names in the body count for nothing.
 * @throws HttpProblem `hub_identity_required`, `hub_identity_invalid`, `staff`, `invalid`, `unavailable`
 */
export async function identify(deps: ApplicantDeps, record: ClassRecord, request: EnrolmentRequest): Promise<Applicant> {
  const { hubToken, isAskedFor = false, ...asTyped } = request;
  if (deps.hub === undefined || hubToken === undefined) {
    refuseUnlessOpen(record, deps.hub);
    return { ...asTyped, isVerified: false, isAskedFor };
  }
  const studentId = await deps.hub.studentOf(hubToken);
  if (studentId === undefined) {
    throw new HttpProblem('hub_identity_invalid', 'JupyterHub does not know you any more. Reload the page, and log in again if it asks.');
  }
  const { team } = request;
  return { studentId, ...(team !== undefined && { team }), deviceId: HUB_DEVICE, isVerified: true, isAskedFor };
}

function refuseUnlessOpen({ identity }: ClassRecord, hub: HubAuthenticator | undefined): void {
  if (identity === 'hub') {
    const detail =
      hub === undefined
        ? 'This class takes users of a JupyterHub alone, and the server knows none. Tell your instructor.'
        : 'This class takes users of its JupyterHub alone. Open JupyterLab on the hub; there is nothing to fill in.';
    throw new HttpProblem('hub_identity_required', detail);
  }
}
