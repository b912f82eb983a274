import { HttpProblem } from '../../http/problem';
import type { HubClient } from './hub-client';
import { findHubNameFlaw, type HubUser, isStaff } from './hub-user';

/** Lets in whom the JupyterHub vouches for. */
export class HubAuthenticator {
  constructor(
    private readonly client: Pick<HubClient, 'whose'>,
    private readonly staffGroups: readonly string[],
  ) {}

  /**
   * The student that a token belongs to; undefined when the hub does not know it.
   * @throws HttpProblem `staff`, `invalid`, `unavailable`
   */
  async studentOf(token: string): Promise<string | undefined> {
    const user = await this.client.whose(token);
    if (user !== undefined) {
      refuseStaff(user, this.staffGroups);
      refuseUnusableName(user);
    }
    return user?.name;
  }
}

function refuseStaff(user: HubUser, staffGroups: readonly string[]): void {
  if (isStaff(user, staffGroups)) {
    throw new HttpProblem('staff', 'You are staff on this JupyterHub. Staff are not counted as students, so nothing of yours is taken.');
  }
}

function refuseUnusableName(user: HubUser): void {
  const message = findHubNameFlaw(user);
  if (message !== undefined) {
    throw new HttpProblem('invalid', 'Your name on this JupyterHub cannot be a student id.', { errors: [{ path: 'studentId', message }] });
  }
}
