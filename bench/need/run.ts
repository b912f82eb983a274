/**
 * How well "who next" finds the students who are stuck, against what the simulated class knows of itself: `npm run bench:need`. docs/need.md says how to read
 * it. The levels of the rule were chosen on the tuning seeds; what counts are the others.
 */
import { parseArgs } from 'node:util';
import { readWhole, runMeasurement } from '../../harness/command-line/arguments';
import { formatTable } from '../../harness/report/table';
import { LOOPS, UNCHECKED_LOOPS } from '../../simulation/learners/course';
import type { ClassDay } from '../../simulation/learners/class-day';
import { ORDINARY } from '../../simulation/learners/learner';
import { measureRules } from './measure-rules';
import { CURVE, mapRules, type Rule } from './rules';
import { addScores, LAST_CHANCE_MS, type Score } from './score';
import { obstacleRows, ruleRows } from './tables';

const USAGE = 'Usage: npm run bench:need -- [--seeds 20] [--students 30] [--minutes 50] [--tuning]';

/** The first seed of each set: none is in both. */
const FIRST_SEED = { tuning: 1, reported: 7001 };

/** Classes that the rule was not tuned on. */
const OTHERS: Readonly<Record<string, Pick<ClassDay, 'course' | 'temper'>>> = {
  'is slower by half': { course: LOOPS, temper: { ...ORDINARY, slowness: 1.5 } },
  'is twice as quick': { course: LOOPS, temper: { ...ORDINARY, slowness: 0.5 } },
  'slips twice as often': { course: LOOPS, temper: { ...ORDINARY, carelessness: 2 } },
  'has harder exercises': { course: LOOPS, temper: { ...ORDINARY, hardness: 3 } },
  'has no checks': { course: UNCHECKED_LOOPS, temper: ORDINARY },
};

type Scores = Readonly<Record<Rule, Score>>;

async function measureClasses(firstSeed: number, seeds: number, day: Omit<ClassDay, 'seed'>): Promise<Scores> {
  const scores: Scores[] = [];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    console.error(`seed ${String(seed)} …`);
    scores.push(await measureRules({ ...day, seed }));
  }
  return mapRules(rule => addScores(scores.map(each => each[rule])));
}

await runMeasurement(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '20' },
      students: { type: 'string', default: '30' },
      minutes: { type: 'string', default: '50' },
      tuning: { type: 'boolean', default: false },
    },
  });
  const [seeds, students, minutes] = [
    readWhole(values.seeds, 'seeds'),
    readWhole(values.students, 'students'),
    readWhole(values.minutes, 'minutes'),
  ];
  const size = { students, lengthMs: minutes * 60_000 };
  const firstSeed = FIRST_SEED[values.tuning ? 'tuning' : 'reported'];
  const scores = await measureClasses(firstSeed, seeds, { ...size, course: LOOPS, temper: ORDINARY });
  const set = `${values.tuning ? 'tuning ' : ''}seeds ${String(firstSeed)} to ${String(firstSeed + seeds - 1)}`;
  console.log(
    `${String(seeds)} classes of ${String(students)} students for ${String(minutes)} minutes, ${set}. Nobody is helped, and nobody calls.`,
  );
  console.log(`Who got stuck in the last ${String(LAST_CHANCE_MS / 60_000)} minutes is not counted.\n`);
  console.log(`${formatTable(ruleRows(scores))}\n\n${formatTable(obstacleRows(scores))}\n`);
  console.log(`More and less sensitive, and an oracle that knows more than any screen:\n\n${formatTable(ruleRows(scores, CURVE))}\n`);
  if (!values.tuning) {
    for (const [name, other] of Object.entries(OTHERS)) {
      console.log(
        `A class that ${name}:\n\n${formatTable(ruleRows(await measureClasses(firstSeed, Math.ceil(seeds / 4), { ...size, ...other })))}\n`,
      );
    }
  }
  return 0;
});
