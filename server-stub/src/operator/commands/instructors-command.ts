import { isRole, type Role, ROLES } from '../../../../src/protocol';
import type { AuditAction } from '../../access/audit/audit-trail';
import { StaffDirectory } from '../../access/staff/staff-directory';
import { findInstructorNameFlaw } from '../../access/staff/staff-routes';
import { openStore } from '../../app/storage/open-store';
import type { Store } from '../../app/storage/store';
import { isOnlyThisMachine } from '../../platform/addresses';
import { systemClock } from '../../platform/clock';
import { systemRandom } from '../../platform/random';
import { SettingsError } from '../../config/setting';
import { printable } from '../../platform/printable';
import type { Call, Command } from './command';
import { dashboardOf } from './dashboard-address';
import { requireLog, withReachableStore } from './reachable-store';

type Print = (line: string) => void;

/** Whoever may run the command on the server's machine is its owner. */
const ACTOR = { id: 'command-line', name: 'Command line', role: 'owner' } as const;

export const instructorsCommand: Command = {
  name: 'instructors',
  summary: 'lists the instructors who have tokens of their own, makes and withdraws them',
  options: {
    add: { value: 'NAME', meaning: 'makes a token for somebody, and prints it this once' },
    role: { value: 'ROLE', meaning: `with --add: ${ROLES.join(', ')}; default: assistant` },
    withdraw: { value: 'ID', meaning: 'ends a token and its sessions, by the id that the list shows' },
  },
  explanation: [
    'An owner may do everything; an assistant sees the class and helps, and may not change classes, export or erase; a viewer, for the',
    "projector, sees the class's state and nothing else. The token of CELL_MONITOR_INSTRUCTOR_TOKEN is the owner's, and stays. May run",
    'beside the server, which notices within seconds.',
  ],
  async run({ config, flags }, { print }) {
    const act = plan(flags, config);
    requireLog(config);
    await withReachableStore(openStore(config), store => act(store, print));
    return 0;
  },
};

/** What to do, once the flags are known to be right. @throws SettingsError */
function plan({ add, role = 'assistant', withdraw }: Call['flags'], config: Call['config']): (store: Store, print: Print) => Promise<void> {
  if (add !== undefined && withdraw !== undefined) {
    throw new SettingsError('instructors takes --add or --withdraw, not both at once.');
  }
  if (typeof add === 'string') {
    const flaw = findInstructorNameFlaw(add);
    if (flaw !== undefined) {
      throw new SettingsError(`--add ${flaw}`);
    }
    if (!isRole(role)) {
      throw new SettingsError(`--role must be one of ${ROLES.join(', ')}`);
    }
    return (store, print) => addInstructor(store, { name: add, role, dashboard: dashboardOf(config) }, print);
  }
  return typeof withdraw === 'string' ? (store, print) => withdrawInstructor(store, withdraw, print) : list;
}

async function list({ staff }: Store, print: Print): Promise<void> {
  const records = await staff.list();
  for (const { id, name, role } of records) {
    print(`${id}  ${role.padEnd(9)}  ${printable(name)}`);
  }
  if (records.length === 0) {
    print("nobody has a token but the owner, whose token is the server's own");
  }
}

interface NewInstructor {
  readonly name: string;
  readonly role: Role;
  readonly dashboard: string;
}

async function addInstructor(store: Store, { name, role, dashboard }: NewInstructor, print: Print): Promise<void> {
  const { id, token } = await directoryOf(store).add(name, role);
  await record(store, 'instructor.added', `${name} (${role})`);
  print(`${printable(name)} is ${role} now, with the id ${id}. The dashboard opens with this link, which is shown this once:`);
  print(`${dashboard}/#token=${token}`);
  if (isOnlyThisMachine(new URL(dashboard).hostname)) {
    print(`On another computer: with the server's address on the network in the place of ${dashboard}`);
  }
}

async function withdrawInstructor(store: Store, id: string, print: Print): Promise<void> {
  const withdrawn = await directoryOf(store).withdraw(id);
  if (withdrawn === undefined) {
    throw new Error(`There is no instructor with the id "${id}". Without a flag this command lists them.`);
  }
  await record(store, 'instructor.withdrawn', `${withdrawn.name} (${withdrawn.role})`);
  print(`${printable(withdrawn.name)} is out: the token and its sessions have ended`);
}

const directoryOf = ({ staff }: Store): StaffDirectory => new StaffDirectory(staff, systemClock, systemRandom);

function record({ audit }: Store, action: AuditAction, subject: string): Promise<void> {
  return audit.append({ atMs: systemClock.wallMs(), actor: ACTOR, action, subject });
}
