import { createSeededRandom } from '../../simulation/virtual/seeded-random';
import { drawTraits, START, takeStep } from '../../simulation/students/student-behaviour';

const SEED = 7;

/** An event's JSON: what comes before and after its `seq`. */
export interface EventText {
  readonly head: string;
  readonly tail: string;
}

/** Runs of cells as a student makes them, about 220 bytes each; the same for everybody. */
export function drawEvents(count: number, time: string): readonly EventText[] {
  const random = createSeededRandom(SEED);
  const traits = drawTraits(random);
  let progress = START;
  return Array.from({ length: count }, () => {
    const step = takeStep(progress, traits, random);
    ({ progress } = step);
    return { head: '{"seq":', tail: `,"type":"${step.event.type}","time":"${time}","data":${JSON.stringify(step.event.data)}}` };
  });
}

/** The JSON of each, with `seq` from `first` on. */
export function writeEvents(events: readonly EventText[], first: number): readonly string[] {
  return events.map(({ head, tail }, index) => `${head}${String(first + index)}${tail}`);
}
