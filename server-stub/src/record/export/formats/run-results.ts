import { type CheckResult, isObject, type JsonObject, LIMITS, type RunEnd } from '../../../../../src/protocol';
import { readNotebook } from '../../../live/projection/events/event-data';
import { notebookName } from '../../../live/projection/exercises/exercise-identity';

const ENDS: readonly unknown[] = ['interrupted', 'untouched', 'kernel_died'] satisfies readonly RunEnd[];

/** How a run ended, where it says more than `ok`. */
export function readEnd({ ended }: JsonObject): RunEnd | undefined {
  return ENDS.includes(ended) ? (ended as RunEnd) : undefined;
}

/** The results of checks that a run told. What a person stopped, or had not begun, is none; when the kernel died, all of them fail. */
export function readResults(data: JsonObject): readonly CheckResult[] {
  const { checks } = data;
  const ended = readEnd(data);
  if (!Array.isArray(checks) || ended === 'interrupted' || ended === 'untouched') {
    return [];
  }
  return (checks as readonly unknown[]).slice(0, LIMITS.checksPerRun).flatMap(told => readResult(told, ended) ?? []);
}

function readResult(told: unknown, ended: RunEnd | undefined): CheckResult | undefined {
  if (!isObject(told) || typeof told['exercise'] !== 'string' || typeof told['check'] !== 'string' || typeof told['ok'] !== 'boolean') {
    return undefined;
  }
  return { exercise: shorten(told['exercise']), check: shorten(told['check']), ok: told['ok'] && ended !== 'kernel_died' };
}

const shorten = (name: string): string => name.slice(0, LIMITS.exerciseNameLength);

/** What all students' copies of the event's notebook have in common, whatever folder each has it in and whatever they renamed it to since. */
export function sharedNotebook(data: JsonObject): string | undefined {
  const { formerly } = data;
  const path = readNotebook({ notebook: formerly }) ?? readNotebook(data);
  return path === undefined ? undefined : notebookName(path);
}
