import { isRole, type Role, ROLES } from '../../../src/protocol';

/** What a group of the hub may do here. */
export interface HubRole {
  readonly group: string;
  readonly role: Role;
}

/** Reads `instructors=owner,tas=assistant`. A group's name may hold anything but a comma. @throws TypeError with what the setting takes */
export function parseHubRoles(text: string): readonly HubRole[] {
  return text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')
    .map(toHubRole);
}

function toHubRole(item: string): HubRole {
  const at = item.lastIndexOf('=');
  const group = item.slice(0, Math.max(at, 0)).trim();
  const role = item.slice(at + 1).trim();
  if (group === '' || !isRole(role)) {
    throw new TypeError(`must be GROUP=ROLE, separated by commas, with a role of ${ROLES.join(', ')}; "${item}" is not`);
  }
  return { group, role };
}
