import type { CheckResult, JsonObject } from '../../../../../src/protocol';
import { isCounted, readChecks, readEnd, readHome } from '../../../live/projection/events/event-data';
import { notebookName } from '../../../live/projection/exercises/exercise-identity';

/** The results of checks that a run told, each once. What a person stopped, or had not begun, told none. */
export function readResults(data: JsonObject): readonly CheckResult[] {
  return isCounted(readEnd(data)) ? (readChecks(data) ?? []) : [];
}

/** What all students' copies of the event's notebook have in common, whatever folder each has it in and whatever they renamed it to since. */
export function sharedNotebook(data: JsonObject): string | undefined {
  const path = readHome(data);
  return path === undefined ? undefined : notebookName(path);
}
