import type { Alert, AlertLevels, AlertName, AlertSeverity } from '../../../../src/protocol';
import { toTimestamp } from '../../platform/clock';
import { ALERT_NAMES, ALERT_RULES } from './alert-rules';
import { type AlertSettings, levelsOf, toReadable } from './alert-settings';
import { type AlertState, nextState, initialState } from './alert-state';

/** One alert's value now. */
interface AlertReading {
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
  readonly #states = new Map<AlertName, AlertState>();
  #alerts: readonly Alert[] = [];

  get alerts(): readonly Alert[] {
    return this.#alerts;
  }

  /** Takes one sample. @returns what changed by it */
  evaluate(readings: AlertReadings, settings: AlertSettings, nowMs: number): readonly AlertChange[] {
    const changes: AlertChange[] = [...this.#endThoseOff(settings, nowMs)];
    this.#alerts = ALERT_NAMES.flatMap(name => {
      const reading = readings[name];
      const levels = reading && levelsOf(settings, name, reading.budget);
      if (levels === undefined) {
        return [];
      }
      const before = this.#states.get(name) ?? initialState(nowMs);
      const state = nextState(before, reading?.value, levels, ALERT_RULES[name], nowMs);
      this.#states.set(name, state);
      const alert = toAlert(name, state, reading ?? { value: undefined }, levels);
      if (state.severity !== before.severity) {
        changes.push({ alert, previous: before.severity });
      }
      return [alert];
    });
    return changes;
  }

  /** Whoever was told that an alert was given is told that it is no longer watched. */
  #endThoseOff(settings: AlertSettings, nowMs: number): readonly AlertChange[] {
    const off = this.#alerts.filter(({ name }) => settings[name] === 'off');
    off.forEach(({ name }) => this.#states.delete(name));
    return off.flatMap(alert => (alert.severity === 'ok' ? [] : [{ alert: turnedOff(alert, nowMs), previous: alert.severity }]));
  }
}

function turnedOff(alert: Alert, nowMs: number): Alert {
  return { ...alert, severity: 'ok', since: toTimestamp(nowMs), text: `${alert.name} is no longer watched: an instructor turned it off` };
}

function toAlert(name: AlertName, { severity, sinceMs }: AlertState, { value, reason }: AlertReading, levels: AlertLevels): Alert {
  const { unit } = ALERT_RULES[name];
  const rounded = { warning: toReadable(levels.warning), critical: toReadable(levels.critical) };
  return {
    name,
    severity,
    since: toTimestamp(sinceMs),
    value: value === undefined ? null : toReadable(value),
    unit,
    levels: rounded,
    text: describe(name, value, rounded, reason),
  };
}

function describe(name: AlertName, value: number | undefined, { warning, critical }: AlertLevels, reason: string | undefined): string {
  const { unit, worse, describe } = ALERT_RULES[name];
  const withUnit = (amount: number): string => `${String(amount)}${unit === 'MB' || unit === 'ms' || unit === 's' ? ' ' : ''}${unit}`;
  const now = value === undefined ? 'not known now' : describe(withUnit(toReadable(value)));
  const why = reason === undefined ? '' : `: ${reason}`;
  return `${now}${why} (warning ${worse} ${withUnit(warning)}, critical ${worse} ${withUnit(critical)})`;
}
