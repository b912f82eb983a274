import { existsSync, readFileSync, renameSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { readConfig } from '../../config/read-config';
import { toHttpAddress } from '../../platform/addresses';
import { GUIDE_URL } from '../../platform/guide';
import { writeOwnerOnlyFile } from '../../platform/owner-only-file';
import { systemRandom } from '../../platform/random';
import { generateInstructorToken, tokenFileOf } from '../../access/auth/secrets';
import { SettingsError } from '../../config/setting';
import { DEFAULT_SETTINGS_FILE } from '../../config/settings-file';
import { readCertificate } from '../../app/tls/certificate-files';
import type { Call, Command, Terminal } from './command';
import { dashboardOf } from './dashboard-address';
import { type Entrance, type InitPlan, planSettings, writeEnvironment } from './init-plan';

const TOKEN = 'CELL_MONITOR_INSTRUCTOR_TOKEN';

export const initCommand: Command = {
  name: 'init',
  summary: 'writes the settings file of a server: addresses, https, generated secrets',
  makesSettingsFile: true,
  options: { force: { meaning: 'writes the file anew where there is one: the instructor token stays, the old file is kept as FILE.old' } },
  explanation: [
    `Writes ${DEFAULT_SETTINGS_FILE}, or the file of --settings, for its owner alone. What you give as flags is written into it, and the rest follows:`,
    '',
    '  init                                            a server for the room, on http, port 8600',
    '  init --public-url http://10.0.0.5:8600          the same, and its address for students',
    '  init --public-url https://class.example.org     behind a proxy on this machine that has the certificate',
    '  init --public-url https://class.example.org --tls-cert CERT.pem --tls-key KEY.pem',
    '                                                  on https by itself, without a proxy',
    '  init --redis-url redis://127.0.0.1:6379         with its log in Redis; goes with all of the above',
  ],
  run: async (call, terminal) => init(call, terminal),
};

function init({ config, flags, settingsFile }: Call, terminal: Terminal): undefined {
  const file = settingsFile ?? DEFAULT_SETTINGS_FILE;
  if (config.tlsCert !== undefined && config.tlsKey !== undefined) {
    readCertificate({ certFile: config.tlsCert, keyFile: config.tlsKey });
  }
  const known = config.instructorToken ?? keptToken(file, config.dataDir);
  const plan = planSettings(flags, known ?? generateInstructorToken(systemRandom));
  const command = (name: string): string => `${terminal.programName} ${name} --settings ${file}`;
  writeFile(file, writeEnvironment(plan, introduction(command('serve'))), flags['force'] === true);
  // As at a start: a token that people know already is not written into some log.
  const isTokenShown = known === undefined || terminal.isOnScreen;
  for (const line of describeNext(file, plan, command, isTokenShown)) {
    terminal.print(line);
  }
}

const introduction = (start: string): readonly string[] => [
  'Settings of a cell monitor server, written by its command "init". Lines with # in front are left at their defaults.',
  'This file holds secrets: keep it to yourself. The server reads it only when told to:',
  `  ${start}`,
];

/** The token that people already use: of the file that is written anew, or of a server that ran without one. */
function keptToken(file: string, dataDir: string): string | undefined {
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8'))[TOKEN] : undefined;
  const path = tokenFileOf(dataDir);
  const found = fromFile ?? (existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined);
  return found === '' ? undefined : found;
}

function writeFile(file: string, text: string, isForced: boolean): void {
  if (!tryToWrite(file, text, isForced)) {
    throw new SettingsError(
      `${file} is there already, and was left as it is. Edit it, or add --force: the instructor token stays, the old file is kept as ${file}.old.`,
    );
  }
}

/** @returns false, having written nothing, when there is a file that is to stay. @throws SettingsError where none can be written */
function tryToWrite(file: string, text: string, isForced: boolean): boolean {
  try {
    if (isForced && existsSync(file)) {
      renameSync(file, `${file}.old`);
    }
    return writeOwnerOnlyFile(file, text);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new SettingsError(`${resolve(file)} cannot be written (${reason}). Go to another folder, or name a file with --settings.`);
  }
}

const ENTRANCES: Readonly<Record<Entrance, (address: string) => readonly string[]>> = {
  proxy: address => [
    `A proxy with the certificate must stand in front, and pass everything on to ${address}.`,
    `${GUIDE_URL}#https has the lines for nginx and Caddy.`,
  ],
  https: () => ['The server speaks https itself, and takes up renewed certificate files without a restart.'],
  http: () => [
    'Without https, others on the same network can read along. Where JupyterLab itself is on https, browsers refuse to report to http:',
    'give --public-url https://… then (see --help of this command).',
  ],
};

function describeNext(file: string, { entrance, values }: InitPlan, command: (name: string) => string, isTokenShown: boolean): string[] {
  const config = readConfig({ flags: {}, environment: Object.fromEntries(values) });
  const token = isTokenShown ? `#token=${encodeURIComponent(config.instructorToken ?? '')}` : ` (the token is in ${file})`;
  return [
    `wrote ${resolve(file)}, for its owner alone`,
    '',
    ...ENTRANCES[entrance](toHttpAddress(config.host, config.port)),
    '',
    'Next:',
    `  check it          ${command('doctor')}`,
    `  start it          ${command('serve')}`,
    `  watch the class   ${dashboardOf(config)}/${token}`,
    `  set up students   ${command('student-config')}`,
  ];
}
