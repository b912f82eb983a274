import { findIdFlaw, isObject, type Role, ROLES } from '../../../../src/protocol';
import type { HubRole } from '../../config/hub-roles';

/** Whom a JupyterHub says that a token belongs to. */
export interface HubUser {
  readonly name: string;
  readonly isAdmin: boolean;
  readonly groups: readonly string[];
}

/** What `GET /user` says of the token's owner: nothing when that is a service, or the answer is not one of a JupyterHub. */
export function readHubUser(model: unknown): HubUser | undefined {
  if (!isObject(model) || model['kind'] !== 'user' || typeof model['name'] !== 'string' || model['name'] === '') {
    return undefined;
  }
  const groups = Array.isArray(model['groups']) ? model['groups'].filter(group => typeof group === 'string') : [];
  return { name: model['name'], isAdmin: model['admin'] === true, groups };
}

/** Whether a user runs the hub, or is in a group of those who teach. */
export function isStaff({ isAdmin, groups }: HubUser, staffGroups: readonly string[]): boolean {
  return isAdmin || groups.some(group => staffGroups.includes(group));
}

/** The most that a user's groups let them do here; those who run the hub are owners. Undefined for nothing. */
export function roleOf({ isAdmin, groups }: HubUser, roles: readonly HubRole[]): Role | undefined {
  return isAdmin ? 'owner' : ROLES.find(role => roles.some(given => given.role === role && groups.includes(given.group)));
}

/** Says in words why a hub's user name cannot be a student id, or nothing. */
export function findHubNameFlaw({ name }: HubUser): string | undefined {
  return findIdFlaw(name);
}
