import { type ExportedEvent, isObject } from '../../../../../src/protocol';
import { readEnd, readNotebook, readQuestion } from '../../../live/projection/events/event-data';
import { type CsvCell, toCsv } from './csv';
import type { Column, Described } from './described';
import { eventUuid } from './event-identity';
import type { EventPages } from './event-pages';
import { executionResult, hasCode, problemOf, type ProgSnap2Row, toRows, toTime } from './progsnap2-rows';
import { sharedNotebook } from './run-results';

/**
 * ProgSnap2, a format of datasets of programming students, version 1.0: https://cssplice.org/progsnap2/ (tables, columns and
 * event types as its specification defines them; what it lacks begins with `X-`, as it asks for).
 */
const VERSION = '1.0';

/** Where code states are in folders, each named by its `CodeStateID`. */
export const CODE_STATES_FOLDER = 'CodeStates/';

/**
 * `DatasetMetadata.csv`. A session is a page load of JupyterLab: within one, `Order` is the order in which a student did things, by one clock.
 * @param hasCodeFolders whether code states are in folders, and not in one table
 */
export function toDatasetMetadata(hasCodeFolders: boolean): string {
  return toCsv([
    ['Property', 'Value'],
    ['Version', VERSION],
    ['IsEventOrderingConsistent', 'true'],
    ['EventOrderScope', 'Restricted'],
    ['EventOrderScopeColumns', 'SessionID'],
    ['CodeStateRepresentation', hasCodeFolders ? 'Directory' : 'Table'],
  ]);
}

/** Of an event, or of the run that told a check's result. */
function runIdOf({ id, test }: ProgSnap2Row): string {
  return test?.runId ?? id;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The specification's own columns first: what they mean is said there, and here how they are used. */
const COLUMNS: readonly Column<ProgSnap2Row>[] = [
  {
    name: 'EventID',
    what: 'the event’s id, which its statements in the xAPI export have as the extension event; a Run.Test has one of its own',
    read: ({ id }) => id,
  },
  { name: 'SubjectID', what: 'the student’s id', read: ({ event }) => event.studentId },
  {
    name: 'EventType',
    what: 'a run of a cell is Run.Program, each check’s result that it told a Run.Test beside it; what the specification has no word for is named X-, such as X-Help.Requested for help.requested and X-Lost for events that were lost',
    read: ({ kind }) => kind.type,
  },
  {
    name: 'ToolInstances',
    what: 'JupyterLab, and the kernel’s language',
    read: ({ data }) => ['JupyterLab', data['language']].filter(tool => typeof tool === 'string').join(';'),
  },
  {
    name: 'CodeStateID',
    what: 'of a run whose code was captured: a state of its own, the source of that one cell. Blank where the code is not known',
    read: row => (hasCode(row) ? runIdOf(row) : ''),
  },
  { name: 'Order', what: 'the event’s place in its session, from 1; a Run.Test has that of its run', read: ({ event }) => event.seq },
  { name: 'SessionID', what: 'one page load of JupyterLab', read: ({ event }) => event.sid },
  {
    name: 'ClientTimestamp',
    clock: 'student',
    what: 'UTC; of a loss that does not say when it was: ServerTimestamp',
    read: ({ event }) => toTime(event),
  },
  {
    name: 'ServerTimestamp',
    clock: 'server',
    what: 'UTC; up to days later, where a machine was offline',
    read: ({ event }) => event.receivedAt,
  },
  { name: 'CourseID', what: 'the class', read: ({ event }) => event.classId },
  { name: 'TeamID', what: 'the student’s team then', read: ({ event }) => event.team },
  {
    name: 'AssignmentID',
    what: 'the notebook: its file’s name, without folders and without what a copy adds to it',
    read: ({ data }) => sharedNotebook(data),
  },
  { name: 'ProblemID', what: 'AssignmentID/exercise: two notebooks may each have an exercise of one name', read: problemOf },
  {
    name: 'CodeStateSection',
    what: 'of File events: the notebook’s path on the student’s machine',
    read: ({ data, kind }) => (kind.ofFile === true ? readNotebook(data) : undefined),
  },
  { name: 'EditType', what: 'of File.Edit: a cell was added, removed or moved', read: ({ kind }) => kind.edit },
  {
    name: 'ParentEventID',
    what: 'of Run.Test: the Run.Program that told the result',
    read: ({ test }) => test?.runId,
  },
  {
    name: 'ExecutionID',
    what: 'of Run.Program and Run.Test: what belongs to one run',
    read: row => (row.event.type === 'cell.executed' ? runIdOf(row) : undefined),
  },
  {
    name: 'TestID',
    what: 'ProblemID/check',
    read: row => (row.test === undefined ? undefined : `${problemOf(row) ?? ''}/${row.test.result.check}`),
  },
  {
    name: 'ExecutionResult',
    what: 'as the specification has it; Success of a Run.Program says that it ended without an error, and not that it is right',
    read: executionResult,
  },
  { name: 'Score', what: 'of Run.Test: 1 or 0', read: ({ test }) => (test === undefined ? undefined : Number(test.result.ok)) },
  { name: 'X-CellID', what: 'nbformat’s id of the cell', read: ({ cell }) => cell?.id },
  {
    name: 'X-Ended',
    what: 'of a run: interrupted by a person; untouched, the author’s placeholder as it was handed out; kernel_died. The first two are no attempt',
    read: ({ data }) => readEnd(data),
  },
  {
    name: 'X-DurationMs',
    unit: 'ms',
    clock: 'student',
    what: 'of a run: from the kernel’s start of it, without the time that it waited for input',
    read: ({ data, test }) => (test === undefined ? numberOf(data['durationMs']) : undefined),
  },
  { name: 'X-ErrorName', what: 'of a run that failed, from level errors on', read: ({ error }) => error?.name },
  { name: 'X-ErrorMessage', what: 'of a run that failed, from level errors on, as long as it is', read: wholeMessage },
  {
    name: 'X-Output',
    what: 'of a run, with level outputs: the text of its output',
    read: ({ data, test }) => (test === undefined && typeof data['output'] === 'string' ? data['output'] : undefined),
  },
  { name: 'X-Question', what: 'of X-Help.Requested: what the student asked', read: ({ data }) => readQuestion(data) },
  {
    name: 'X-LostCount',
    what: 'of X-Lost: how many events this row stands for',
    read: ({ event, data }) => (event.type === 'lost' ? numberOf(data['count']) : undefined),
  },
];

export const MAIN_TABLE_FIELDS: readonly Described[] = COLUMNS;
export const CODE_STATE_FIELDS: readonly Described[] = [
  { name: 'CodeStateID', what: 'as in MainTable' },
  { name: 'Code', what: 'the source of the cell as it ran, with secrets masked' },
];
export const TEAM_FIELDS: readonly Described[] = [
  { name: 'TeamID', what: 'as in MainTable' },
  { name: 'SubjectID', what: 'who was in it, at any time' },
];

/** `MainTable.csv`. */
export async function* toMainTable(pages: EventPages): AsyncGenerator<string, void, undefined> {
  yield toCsv([COLUMNS.map(({ name }) => name)]);
  for await (const page of pages) {
    yield toCsv(page.flatMap(toRows).map(row => COLUMNS.map(({ read }): CsvCell => read(row))));
  }
}

/** `CodeStates.csv`: the source of every run of which it was captured. */
export async function* toCodeStates(pages: EventPages): AsyncGenerator<string, void, undefined> {
  yield toCsv([CODE_STATE_FIELDS.map(({ name }) => name)]);
  for await (const page of pages) {
    yield toCsv(page.flatMap(statesOf).map(({ id, code }) => [id, code]));
  }
}

/** The same as files, each in a folder of its own. */
export async function* toCodeFiles(pages: EventPages): AsyncGenerator<{ readonly name: string; readonly text: string }, void, undefined> {
  for await (const page of pages) {
    for (const { id, code, language } of page.flatMap(statesOf)) {
      yield { name: `${id}/cell.${language === 'python' ? 'py' : 'txt'}`, text: code };
    }
  }
}

function statesOf(event: ExportedEvent): readonly { readonly id: string; readonly code: string; readonly language: unknown }[] {
  const { data } = event;
  return isObject(data) && typeof data['code'] === 'string'
    ? [{ id: eventUuid(event), code: data['code'], language: data['language'] }]
    : [];
}

/** `LinkTables/LinkTeam.csv`: who was in which team. */
export function toTeamTable(teams: ReadonlyMap<string, ReadonlySet<string>>): string {
  const rows = [...teams].flatMap(([team, students]) => [...students].map(studentId => [team, studentId]));
  return toCsv([TEAM_FIELDS.map(({ name }) => name), ...rows]);
}

/** Screens cut it; a record does not. */
function wholeMessage({ data, error }: ProgSnap2Row): string | undefined {
  const told = isObject(data['error']) ? data['error']['message'] : undefined;
  return error !== undefined && typeof told === 'string' ? told : error?.message;
}
