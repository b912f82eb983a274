/**
 * What one person could do to a class, done to a real server while another with the same class beside it is left in peace: `npm run attack`.
 * Ends with 1 when a limit is not met. Loopback alone; each attack ends by itself.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ArgumentError, readWhole, runMeasurement } from '../../harness/command-line/arguments';
import { readStore, type StoreName } from '../../harness/processes/measured-store';
import { useTemporaryFolder } from '../../harness/processes/temporary-folder';
import { formatLines, formatTable, type Row, showMs } from '../../harness/report/table';
import type { Attack, AttackMode, Force } from './stage/attack';
import { ATTACKS } from './attacks/all-attacks';
import { combineTrials } from './stage/combine-trials';
import { judge, P50_RATIO, rowOf } from './stage/judge';
import { canStepClocks } from './stage/stepped-clock';
import { type Measures, P99 } from './stage/measures';
import { type Trial, tryAttack } from './stage/try-attack';

const USAGE = `Usage: npm run attack -- [--attack 1,2,…] [--mode TEXT] [--times 1] [--seconds 10] [--store sqlite|redis|redis-always] [--short] [--lines]
${ATTACKS.map(({ number, name }) => `    ${String(number)}  ${name}`).join('\n')}`;

const OTHERS = { students: 30, reportsPerSecond: 60 };
const SHORT_S = 3;

interface Arguments {
  readonly attacks: readonly Attack[];
  /** What the name of a mode has to have in it; empty for all. */
  readonly modeText: string;
  /** How often each mode is tried, on servers of its own. */
  readonly times: number;
  readonly store: StoreName;
  readonly force: Force;
  /** Whether the table is printed as the lines of the one in the threat model. */
  readonly lines: boolean;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      attack: { type: 'string' },
      mode: { type: 'string', default: '' },
      times: { type: 'string', default: '1' },
      seconds: { type: 'string' },
      store: { type: 'string', default: 'sqlite' },
      short: { type: 'boolean', default: false },
      lines: { type: 'boolean', default: false },
    },
  });
  const { attack, mode, times, seconds, store, short, lines } = values;
  return {
    attacks: attack === undefined ? ATTACKS : attack.split(',').map(readAttack),
    modeText: mode,
    times: readWhole(times, 'times'),
    lines,
    store: readStore(store === 'redis' ? 'redis-everysec' : store),
    force: {
      seconds: seconds === undefined ? (short ? SHORT_S : 10) : readWhole(seconds, 'seconds'),
      choose: (few, all) => (short ? few : all),
    },
  };
}

function readAttack(text: string): Attack {
  const attack = ATTACKS.find(({ number }) => String(number) === text);
  if (attack === undefined) {
    throw new ArgumentError(`--attack takes numbers from 1 to ${String(ATTACKS.length)}, and not "${text}".`);
  }
  return attack;
}

/** @returns its line in the table, and whether every limit is met */
async function tryOne(attack: Attack, mode: AttackMode, { store, force, times }: Arguments, folder: string): Promise<[Row, boolean]> {
  const name = `${String(attack.number)} ${attack.name}: ${mode.name}`;
  console.error(`${name} …`);
  const trials: Trial[] = [];
  while (trials.length < times) {
    trials.push(await tryAttack(mode, { store, force, others: OTHERS, folder: join(folder, String(trials.length)) }));
  }
  if (times > 1) {
    console.error(`  p99, ms: ${trials.map(({ attacked, control }) => showP99(attacked, control)).join(', ')}`);
  }
  const trial = combineTrials(mode, trials);
  const verdicts = judge(mode, trial);
  for (const { isMet, words } of verdicts) {
    console.error(`  ${isMet ? 'met' : 'NOT MET'}  ${words}`);
  }
  console.error(`  this program itself was up to ${showMs(trial.ownDelayMs)} ms late (p99)`);
  return [rowOf(name, trial, verdicts), verdicts.every(({ isMet }) => isMet)];
}

const showP99 = (attacked: Measures, control: Measures): string =>
  [attacked, control].map(measures => showMs(measures[P99] ?? Number.NaN)).join(' beside ');

await runMeasurement(USAGE, async () => {
  const args = readArguments();
  const folder = useTemporaryFolder();
  const results: [Row, boolean][] = [];
  for (const attack of args.attacks) {
    for (const mode of attack.modes.filter(({ name }) => name.includes(args.modeText))) {
      if (mode.stepsClock !== undefined && !canStepClocks()) {
        throw new Error('Attack 3 needs libfaketime: the package "faketime" of Debian. --attack leaves it out.');
      }
      results.push(await tryOne(attack, mode, args, join(folder, `${String(attack.number)}-${String(results.length)}`)));
    }
  }
  const rows = results.map(([row]) => row);
  console.log(`\n${args.lines ? formatLines(rows, [P50_RATIO]) : formatTable(rows)}`);
  return results.every(([, isMet]) => isMet) ? 0 : 1;
});
