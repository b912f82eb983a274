import { createSeededRandom } from '../virtual/seeded-random';
import { attendClass } from './attend-class';
import type { Course } from './course';
import type { Happening, ObstacleKind } from './happening';
import { drawLearner, type Learner, type Temper } from './learner';

/** One student's part in a class. Times in milliseconds from the class's beginning. */
export interface Attendance {
  readonly happenings: readonly Happening[];
  /** Who they are: nobody who looks at a screen knows that. */
  readonly learner: Learner;
  /** From when until when they were stuck: the truth, by the behaviour model alone. */
  readonly stuck: readonly StuckSpan[];
}

interface StuckSpan {
  readonly by: ObstacleKind;
  readonly fromMs: number;
  /** Infinity when the class ended before. */
  readonly toMs: number;
}

export interface ClassDay {
  readonly seed: number;
  readonly students: number;
  readonly course: Course;
  readonly temper: Temper;
  readonly lengthMs: number;
}

/** A class as its students live through it while nobody helps them. The same seed gives the same class. */
export function drawClassDay({ seed, students, course, temper, lengthMs }: ClassDay): readonly Attendance[] {
  return Array.from({ length: students }, (_, index) => {
    const random = createSeededRandom(seed * 100_003 + index);
    const happenings: Happening[] = [];
    const learner = drawLearner(random, temper);
    for (const happening of attendClass(learner, course, random)) {
      if (happening.atMs > lengthMs) {
        break;
      }
      happenings.push(happening);
    }
    return { happenings, learner, stuck: spansOf(happenings) };
  });
}

function spansOf(happenings: readonly Happening[]): readonly StuckSpan[] {
  const spans: StuckSpan[] = [];
  let open: { readonly by: ObstacleKind; readonly fromMs: number } | undefined;
  for (const happening of happenings) {
    if (happening.kind === 'truth') {
      if (open !== undefined) {
        spans.push({ ...open, toMs: happening.atMs });
      }
      open = happening.stuckBy === null ? undefined : { by: happening.stuckBy, fromMs: happening.atMs };
    }
  }
  return open === undefined ? spans : [...spans, { ...open, toMs: Infinity }];
}
