import { type AlertName, type AlertSetting, type Checked, type Flaw, isObject } from '../../../../src/protocol';
import type { ChosenLevels } from './alert-level-store';
import { ALERT_NAMES, ALERT_RULES } from './alert-rules';
import { areInOrder } from './alert-settings';

/** Far beyond what any of the alerts can reach, in its unit. */
const MAX_LEVEL = 1e9;

/** Checks the body of `PATCH /alert-levels`. */
export function checkAlertLevels(body: unknown): Checked<ChosenLevels> {
  const levels = isObject(body) ? body['levels'] : undefined;
  if (!isObject(levels)) {
    return { ok: false, errors: [{ path: 'levels', message: 'must be a JSON object with a setting for each alert to change' }] };
  }
  const entries = Object.entries(levels);
  const errors = entries.flatMap(([name, setting]) => findFlaw(name, setting) ?? []);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: pick(entries) };
}

/** What a store holds: JSON by the alert's name. Passes over what this version does not know. */
export function readChosenLevels(texts: readonly (readonly [string, string])[]): ChosenLevels {
  const entries = texts.map(([name, text]) => [name, JSON.parse(text) as unknown] as const);
  return pick(entries.filter(([name, setting]) => findFlaw(name, setting) === undefined));
}

function findFlaw(word: string, setting: unknown): Flaw | undefined {
  const path = `levels.${word}`;
  const name = ALERT_NAMES.find(known => known === word);
  if (name === undefined) {
    return { path, message: `is none of the alerts ${ALERT_NAMES.join(', ')}` };
  }
  if (setting === null || setting === 'off') {
    return undefined;
  }
  if (!isObject(setting)) {
    return { path, message: 'must be {"warning": …, "critical": …}, "off", or null for what the server was started with' };
  }
  return findLevelFlaw(name, path, setting['warning'], setting['critical']);
}

function findLevelFlaw(name: AlertName, path: string, warning: unknown, critical: unknown): Flaw | undefined {
  const rule = ALERT_RULES[name];
  const highest = rule.unit === '%' ? 100 : MAX_LEVEL;
  const message = `must be a number from 0 to ${String(highest)}`;
  if (!isLevel(warning, highest)) {
    return { path: `${path}.warning`, message };
  }
  if (!isLevel(critical, highest)) {
    return { path: `${path}.critical`, message };
  }
  return areInOrder(name, { warning, critical })
    ? undefined
    : { path: `${path}.critical`, message: `must not be ${rule.worse === 'above' ? 'below' : 'above'} the warning level` };
}

const isLevel = (value: unknown, highest: number): value is number => typeof value === 'number' && value >= 0 && value <= highest;

/** Of settings that were checked. */
function pick(entries: readonly (readonly [string, unknown])[]): ChosenLevels {
  return Object.fromEntries(entries.map(([name, setting]) => [name, pickSetting(setting as AlertSetting | null)]));
}

function pickSetting(setting: AlertSetting | null): AlertSetting | null {
  return setting === null || setting === 'off' ? setting : { warning: setting.warning, critical: setting.critical };
}
