import type { Attendance } from '../../simulation/learners/class-day';
import { IMPASSE_THINKING, MIN_THINKING_MS } from '../../simulation/learners/face-obstacle';
import type { Happening, MetObstacle, ObstacleKind } from '../../simulation/learners/happening';
import type { Learner } from '../../simulation/learners/learner';
import { ERRORS, IMPASSE, kindWeights, SAMENESS, SLIP } from '../../simulation/learners/obstacle';

/** What nobody gets over within seconds, or sits out before a screen that hangs. */
const JUDGED: ReadonlySet<ObstacleKind> = new Set(['error', 'wrong_answer', 'dying_kernel']);

interface Met {
  readonly obstacle: MetObstacle;
  readonly sinceMs: number;
  /** Log of how much more an impasse shows itself like this than a slip, by all tries but the newest's silence. */
  log: number;
  triedAtMs: number | undefined;
}

/**
 * A bound on how soon anybody can be right who looks at screens: it knows the behaviour model and every student's abilities, and is told when something gets in
 * their way, of what kind that is, and when it is over, which no screen says. It is not told whether that is a slip or an impasse, and says how likely an
 * impasse is, by Bayes' rule, from how long it has lasted and how they try.
 */
export class Oracle {
  readonly #met = new Map<string, Met>();

  constructor(private readonly students: ReadonlyMap<string, Attendance>) {}

  hear(studentId: string, told: readonly Happening[]): void {
    for (const happening of told) {
      if (happening.kind === 'obstacle') {
        this.#meet(studentId, happening.met, happening.atMs);
      } else if (happening.kind === 'run') {
        this.#try(studentId, happening);
      }
    }
  }

  /** How likely each student is in an impasse now, of those whom something is in the way of. */
  likelihoods(atMs: number): ReadonlyMap<string, number> {
    return new Map([...this.#met].map(([studentId, met]) => [studentId, this.#likelihood(studentId, met, atMs)]));
  }

  #meet(studentId: string, obstacle: MetObstacle | null, atMs: number): void {
    if (obstacle === null || !JUDGED.has(obstacle.kind)) {
      this.#met.delete(studentId);
    } else {
      this.#met.set(studentId, { obstacle, sinceMs: atMs, log: 0, triedAtMs: undefined });
    }
  }

  #try(studentId: string, { atMs, data }: Happening & { readonly kind: 'run' }): void {
    const met = this.#met.get(studentId);
    const { learner } = this.students.get(studentId) ?? {};
    if (met === undefined || learner === undefined || data.cell.id !== met.obstacle.exercise.definition.id) {
      return;
    }
    const thoughtMs = met.triedAtMs === undefined ? 0 : atMs - met.triedAtMs - MIN_THINKING_MS;
    met.log += thoughtMs > 0 ? thoughtLog(learner, thoughtMs) : 0;
    if (met.obstacle.kind === 'error' && data.error !== undefined) {
      met.log += sameLog(data.error.name === met.obstacle.error.name);
    }
    met.triedAtMs = atMs;
  }

  #likelihood(studentId: string, { obstacle, sinceMs, log, triedAtMs }: Met, atMs: number): number {
    const { learner } = this.students.get(studentId) ?? {};
    if (learner === undefined) {
      return 0;
    }
    const silentMs = triedAtMs === undefined ? 0 : Math.max(0, atMs - triedAtMs - MIN_THINKING_MS);
    const odds =
      priorOdds(learner, obstacle) *
      (impasseHolds(atMs - sinceMs) / slipHolds(learner, atMs - sinceMs)) *
      Math.exp(log) *
      silenceRatio(learner, silentMs);
    return odds / (1 + odds);
  }
}

/** Before anything of it shows: by the order in which obstacles are drawn, an impasse comes first or after one slip. */
function priorOdds({ slips, impasses }: Learner, { exercise, kind, before }: MetObstacle): number {
  const [none, one] = [Math.exp(-slips), slips * Math.exp(-slips)];
  const [impasse, slip] = before === 0 ? [impasses * none, 1 - none] : [impasses * (1 - none), (1 - impasses) * (1 - none - one)];
  return before > 1 ? 0 : (impasse * shareOf(kindWeights(exercise, true), kind)) / (slip * shareOf(kindWeights(exercise, false), kind));
}

function shareOf(weights: ReturnType<typeof kindWeights>, wanted: ObstacleKind): number {
  const all = weights.reduce((sum, [weight]) => sum + weight, 0);
  return weights.reduce((sum, [weight, kind]) => sum + (kind === wanted ? weight : 0), 0) / all;
}

const impasseHolds = (ms: number): number => (ms < IMPASSE.leastMs ? 1 : logNormalTail(ms, IMPASSE.medianMs, IMPASSE.sigma));

const slipHolds = ({ hardness }: Learner, ms: number): number =>
  Math.max(Number.MIN_VALUE, logNormalTail(ms, SLIP.medianMs * hardness, SLIP.sigma));

/** Of thinking times, which are exponential. */
function thoughtLog({ thinkMs }: Learner, ms: number): number {
  return ms / thinkMs - ms / (thinkMs * IMPASSE_THINKING) - Math.log(IMPASSE_THINKING);
}

/** Who still thinks, or has given up. */
function silenceRatio({ thinkMs, resignation }: Learner, ms: number): number {
  return ((1 - resignation) * Math.exp(-ms / (thinkMs * IMPASSE_THINKING)) + resignation) / Math.exp(-ms / thinkMs);
}

function sameLog(isSame: boolean): number {
  const share = (sameness: number): number => sameness + (1 - sameness) / ERRORS.length;
  const [impasse, slip] = [share(SAMENESS.impasse), share(SAMENESS.slip)];
  return Math.log(isSame ? impasse / slip : (1 - impasse) / (1 - slip));
}

/** How likely a log-normal time is longer. */
function logNormalTail(ms: number, medianMs: number, sigma: number): number {
  return ms <= 0 ? 1 : normalTail(Math.log(ms / medianMs) / sigma);
}

/** Of the standard normal distribution, to 1e-7 (Abramowitz & Stegun 26.2.17). */
function normalTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const tail = density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? tail : 1 - tail;
}
