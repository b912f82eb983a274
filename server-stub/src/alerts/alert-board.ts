import type { Alert, AlertLevels, AlertName, AlertSeverity } from '../../../src/protocol';
import { toTimestamp } from '../platform/clock';
import { ALERT_NAMES, ALERT_RULES } from './alert-rules';
import { type AlertSettings, levelsOf } from './alert-settings';
import { type AlertStanding, nextStanding, quietStanding } from './alert-standing';

/** One alert's value now. */
export interface AlertReading {
  /** Undefined when it is not known now. */
  readonly value: number | undefined;
  /** How much there is at all, in the alert's unit; undefined when that is not known or has no limit. */
  readonly budget?: number | undefined;
  /** Why, in words that hold no secret. */
  readonly reason?: string | undefined;
}

/** The alerts that apply: those of Redis only where there is one. */
export type AlertReadings = Readonly<Partial<Record<AlertName, AlertReading>>>;

export interface AlertChange {
  readonly alert: Alert;
  readonly previous: AlertSeverity;
}

/** Whoever is told of a change, once. It must neither throw nor take long. */
export interface AlertSink {
  tell(change: AlertChange): void;
  /** Gives up what is not told yet. */
  close(): void;
}

/** Where all alerts stand. */
export class AlertBoard {
  readonly #settings: AlertSettings;
  readonly #standings = new Map<AlertName, AlertStanding>();
  #alerts: readonly Alert[] = [];

  constructor(settings: AlertSettings) {
    this.#settings = settings;
  }

  get alerts(): readonly Alert[] {
    return this.#alerts;
  }

  /** Takes one sample. @returns what changed by it */
  evaluate(readings: AlertReadings, nowMs: number): readonly AlertChange[] {
    const changes: AlertChange[] = [];
    this.#alerts = ALERT_NAMES.flatMap(name => {
      const reading = readings[name];
      const levels = reading && levelsOf(this.#settings, name, reading.budget);
      if (levels === undefined) {
        return [];
      }
      const before = this.#standings.get(name) ?? quietStanding(nowMs);
      const standing = nextStanding(before, reading?.value, levels, ALERT_RULES[name], nowMs);
      this.#standings.set(name, standing);
      const alert = toAlert(name, standing, reading ?? { value: undefined }, levels);
      if (standing.severity !== before.severity) {
        changes.push({ alert, previous: before.severity });
      }
      return [alert];
    });
    return changes;
  }
}

function toAlert(name: AlertName, { severity, sinceMs }: AlertStanding, { value, reason }: AlertReading, levels: AlertLevels): Alert {
  const { unit } = ALERT_RULES[name];
  const rounded = { warning: round(levels.warning), critical: round(levels.critical) };
  return {
    name,
    severity,
    since: toTimestamp(sinceMs),
    value: value === undefined ? null : round(value),
    unit,
    levels: rounded,
    text: describe(name, value, rounded, reason),
  };
}

function describe(name: AlertName, value: number | undefined, { warning, critical }: AlertLevels, reason: string | undefined): string {
  const { unit, worse, describe } = ALERT_RULES[name];
  const withUnit = (amount: number): string => `${String(amount)}${unit === 'MB' || unit === 'ms' || unit === 's' ? ' ' : ''}${unit}`;
  const now = value === undefined ? 'not known now' : describe(withUnit(round(value)));
  const why = reason === undefined ? '' : `: ${reason}`;
  return `${now}${why} (warning ${worse} ${withUnit(warning)}, critical ${worse} ${withUnit(critical)})`;
}

/** Three significant digits below 100, whole above. */
function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
