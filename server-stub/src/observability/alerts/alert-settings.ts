import type { AlertLevels, AlertName, AlertSetting } from '../../../../src/protocol';
import { ALERT_NAMES, ALERT_RULES } from './alert-rules';

/** What somebody wants other than the defaults. */
export type AlertSettings = Readonly<Partial<Record<AlertName, AlertSetting>>>;

const EXAMPLE = 'redis_connections=400/450,errors=1/5,process_memory=off';

/**
 * Reads `NAME=WARNING/CRITICAL` or `NAME=off`, separated by commas.
 * @throws Error with what the setting takes, to be put after its name
 */
export function parseAlertSettings(text: string): AlertSettings {
  const entries = text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')
    .map(parseItem);
  const repeated = entries.find(([name], index) => entries.findIndex(([other]) => other === name) !== index);
  if (repeated !== undefined) {
    throw new TypeError(`must name each alert once, and has ${repeated[0]} twice`);
  }
  return Object.fromEntries(entries);
}

function parseItem(item: string): readonly [AlertName, AlertSetting] {
  const [, word = '', levels = ''] = /^([^=]*)=(.*)$/u.exec(item) ?? [];
  const name = ALERT_NAMES.find(known => known === word.trim());
  if (name === undefined) {
    throw new TypeError(`must be a list such as ${EXAMPLE}; "${item}" names none of the alerts ${ALERT_NAMES.join(', ')}`);
  }
  return [name, levels.trim() === 'off' ? 'off' : parseLevels(name, levels)];
}

function parseLevels(name: AlertName, text: string): AlertLevels {
  const [, warning, critical] = /^\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/u.exec(text) ?? [];
  if (warning === undefined || critical === undefined) {
    throw new TypeError(
      `must give ${name} two levels, as in ${name}=${describeLevels(ALERT_RULES[name].levels)}, or ${name}=off; "${text}" is neither`,
    );
  }
  const levels = { warning: Number(warning), critical: Number(critical) };
  if (!areInOrder(name, levels)) {
    throw new RangeError(`must give ${name} a critical level ${ALERT_RULES[name].worse} its warning level, and has "${text.trim()}"`);
  }
  return levels;
}

/** Whether what is critical is no better than what is a warning. */
export function areInOrder(name: AlertName, { warning, critical }: AlertLevels): boolean {
  return ALERT_RULES[name].worse === 'above' ? critical >= warning : critical <= warning;
}

/** As they are set. */
export const describeLevels = ({ warning, critical }: AlertLevels): string => `${String(warning)}/${String(critical)}`;

/** The defaults, for the help. */
export const DEFAULT_LEVELS_TEXT = ALERT_NAMES.map(name => `${name}=${describeLevels(ALERT_RULES[name].levels)}`).join(',');

/**
 * The levels that hold: the operator's as they are; the defaults in proportion where the budget is smaller than the plan's.
 * @param budget how much there is at all; undefined when that is not known or has no limit
 * @returns undefined for an alert that is off
 */
export function levelsOf(settings: AlertSettings, name: AlertName, budget: number | undefined): AlertLevels | undefined {
  const set = settings[name];
  if (set !== undefined) {
    return set === 'off' ? undefined : set;
  }
  const rule = ALERT_RULES[name];
  const scale = rule.budget === undefined || budget === undefined ? 1 : Math.min(1, budget / rule.budget);
  return { warning: toReadable(rule.levels.warning * scale), critical: toReadable(rule.levels.critical * scale) };
}

/** Three significant digits below 100, whole above. */
export function toReadable(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
