import type { FastifyInstance } from 'fastify';
import type { AlertChoice, AlertLevelsReply, AlertName, AlertSetting } from '../../../../src/protocol';
import { HttpProblem } from '../../http/problem';
import type { AlertReadings } from './alert-board';
import type { ChosenLevels } from './alert-level-store';
import { ALERT_NAMES, ALERT_RULES } from './alert-rules';
import { type AlertSettings, describeLevels, levelsOf } from './alert-settings';
import { checkAlertLevels } from './check-levels';
import type { LevelsInForce } from './levels-in-force';

const PATH = '/alert-levels';
const LEVEL_FIELDS = { levels: { $each: { warning: true, critical: true } } } as const;

/**
 * `GET` and `PATCH /alert-levels`: the levels at which the server raises its alerts. A change applies from the next reading on.
 * @param readings what the alerts watch, as last read
 */
export function alertRoutes(app: FastifyInstance, levels: LevelsInForce, readings: () => Promise<AlertReadings>): void {
  app.get(PATH, { config: { right: 'system.read' } }, async (): Promise<AlertLevelsReply> => {
    await levels.refresh();
    return toReply(levels, await readings());
  });

  app.patch(
    PATH,
    { config: { right: 'server.change', audit: 'alerts.changed', knows: { body: LEVEL_FIELDS } } },
    async (request): Promise<AlertLevelsReply> => {
      const chosen = readChanges(request.body);
      request.audited = { subject: describe(chosen) };
      request.changedNothing = Object.keys(chosen).length === 0;
      await levels.choose(chosen);
      return toReply(levels, await readings());
    },
  );
}

function readChanges(body: unknown): ChosenLevels {
  const checked = checkAlertLevels(body);
  if (!checked.ok) {
    throw new HttpProblem('invalid', 'The levels cannot be used; nothing was changed.', { errors: checked.errors });
  }
  return checked.value;
}

/** For the audit trail, written as on the command line. */
function describe(chosen: ChosenLevels): string {
  return Object.entries(chosen)
    .map(([name, setting]) => `${name}=${inWords(setting)}`)
    .join(', ');
}

function inWords(setting: AlertSetting | null): string {
  if (setting === null) {
    return 'as started';
  }
  return setting === 'off' ? setting : describeLevels(setting);
}

/** The alerts that apply, each with what holds: those of Redis only where there is one. */
function toReply(levels: LevelsInForce, readings: AlertReadings): AlertLevelsReply {
  const { started, chosen, settings } = levels;
  const choices = ALERT_NAMES.flatMap((name): readonly AlertChoice[] => {
    const reading = readings[name];
    if (reading === undefined) {
      return [];
    }
    const settingOf = (all: AlertSettings): AlertSetting => levelsOf(all, name, reading.budget) ?? 'off';
    return [toChoice(name, settingOf(settings), settingOf(started), chosen[name] !== undefined)];
  });
  return { alerts: choices };
}

function toChoice(name: AlertName, setting: AlertSetting, started: AlertSetting, isChosen: boolean): AlertChoice {
  const { unit, worse } = ALERT_RULES[name];
  return { name, unit, worse, setting, started, isChosen };
}
