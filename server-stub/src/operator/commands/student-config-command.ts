import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../config/config';
import { openStore } from '../../app/storage/open-store';
import { lanAddresses } from '../../platform/addresses';
import type { ClassRecord } from '../../class/registry/registry';
import { SettingsError } from '../../config/setting';
import { addressForStudents } from '../student-config/address-for-students';
import { choosePlacedClasses } from '../student-config/choose-class';
import { studentFiles } from '../student-config/student-files';
import { printable } from '../../platform/printable';
import type { Call, Command, Terminal } from './command';
import { requireLog, withReachableStore } from './reachable-store';

const DEFAULT_FOLDER = 'student-config';

export const studentConfigCommand: Command = {
  name: 'student-config',
  summary: "writes the settings of a class for students' JupyterLabs and for a JupyterHub",
  options: {
    class: {
      value: 'ID[=FOLDER],…',
      meaning: 'which class; may be left out when there is only one. With several, each has a folder of its own',
    },
    out: { value: 'FOLDER', meaning: `where to write, default: ./${DEFAULT_FOLDER}` },
    force: { meaning: 'writes over files that are there' },
  },
  explanation: [
    'Writes overrides.json, which tells JupyterLab the address and the join code, what a JupyterHub needs, and a README.txt that says where',
    'each file goes. The address is CELL_MONITOR_PUBLIC_URL, or follows from host and port. Also works while the server is running.',
  ],
  run: async (call, terminal) => writeStudentConfig(call, terminal),
};

async function writeStudentConfig({ config, flags }: Call, { print }: Terminal): Promise<undefined> {
  const serverUrl = addressForStudents(config, lanAddresses());
  const [first, ...others] = choosePlacedClasses(await listClasses(config), textOf(flags['class']));
  const { name, joinCode } = first.record;
  const folder = resolve(textOf(flags['out']) ?? DEFAULT_FOLDER);
  const files = studentFiles({
    serverUrl,
    joinCode: printable(joinCode),
    className: printable(name),
    folder: first.folder,
    otherClasses: others.map(({ record, folder }) => ({ id: record.id, joinCode: printable(record.joinCode), folder })),
    isHubTrusted: config.hubApiUrl !== undefined,
  });
  writeFiles(folder, files, flags['force'] === true);
  print(`wrote the students' settings of "${printable(name)}" to ${folder}`);
  print('');
  print(`  server     ${serverUrl}`);
  print(`  join code  ${printable(joinCode)}`);
  print('');
  print(`Next: ${join(folder, 'README.txt')} says where overrides.json goes on Linux, macOS, Windows and a JupyterHub.`);
}

const textOf = (flag: string | true | undefined): string | undefined => (flag === true ? undefined : flag);

async function listClasses(config: Config): Promise<readonly ClassRecord[]> {
  requireLog(config);
  return withReachableStore(openStore(config), store => store.registry.listClasses());
}

/** All or none: a file that is there may be somebody's work. */
function writeFiles(folder: string, files: ReadonlyMap<string, string>, isForced: boolean): void {
  const existing = [...files.keys()].filter(path => existsSync(join(folder, path)));
  if (existing.length > 0 && !isForced) {
    throw new SettingsError(
      `${folder} already holds ${existing.join(', ')}. Nothing was written: choose another with --out, or add --force.`,
    );
  }
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new Error(`${folder} cannot be written (${reason}). Choose another folder with --out.`, { cause: error });
  }
}
