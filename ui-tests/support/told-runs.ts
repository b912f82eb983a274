import type { CellExecutedData, ClassState, ExerciseMatrix, ExerciseStatus, StudentState } from '../../src/protocol';
import type { Classroom } from '../../scripts/classroom/classroom.mjs';
import { expect } from '@playwright/test';
import { INSTRUCTOR_TOKEN } from './jupyter-test';

/** One run as the server's export has it, shortened: what it was, how it ended, and what its checks said. */
export interface ToldRun {
  /** Its exercise, else nothing. */
  readonly of?: string;
  readonly ok: boolean;
  readonly ended?: string;
  /** `exercise/check`, with a `!` before one that failed. */
  readonly checks?: readonly string[];
  /** Name of the error. */
  readonly error?: string;
}

type Server = Pick<Classroom['server'], 'exportEvents' | 'url'>;

/** The runs of a notebook that the server was told of, in order, whole. */
export async function readRuns(server: Server, notebook?: string): Promise<readonly CellExecutedData[]> {
  const events = await server.exportEvents();
  const runs = events.filter(({ type }) => type === 'cell.executed').map(({ data }) => data as CellExecutedData);
  return notebook === undefined ? runs : runs.filter(run => run.notebook === notebook);
}

/** The same, shortened to what it says of exercises. */
export async function toldRuns(server: Server, notebook?: string): Promise<readonly ToldRun[]> {
  return (await readRuns(server, notebook)).map(shorten);
}

function shorten({ cell: { exercise }, ok, ended, checks, error }: CellExecutedData): ToldRun {
  return {
    ...(exercise !== undefined && { of: exercise }),
    ok,
    ...(ended !== undefined && { ended }),
    ...(checks !== undefined && { checks: checks.map(check => `${check.ok ? '' : '!'}${check.exercise}/${check.check}`) }),
    ...(error !== undefined && { error: error.name }),
  };
}

/** Waits until the server was told exactly these runs of a notebook, in this order. */
export async function expectRuns(server: Server, notebook: string, expected: readonly ToldRun[]): Promise<void> {
  await expect.poll(() => toldRuns(server, notebook), { timeout: 20_000 }).toEqual(expected);
}

/** Waits until the class's matrix says this of its only student's exercises, by bare name; null for one that they have not started. */
export async function expectExercises(server: Server, expected: Readonly<Record<string, ExerciseStatus | null>>): Promise<void> {
  const names = Object.keys(expected);
  await expect
    .poll(async () => {
      const statuses = await readStatuses(server);
      return Object.fromEntries(names.map(name => [name, statuses[name] ?? null]));
    })
    .toEqual(expected);
}

async function readStatuses(server: Server): Promise<Readonly<Record<string, ExerciseStatus>>> {
  return Object.fromEntries((await readProgress(server)).map(({ name, status }) => [name, status]));
}

/** How the class's only student stands at each exercise that they have started. */
export async function readProgress({ url }: Server): Promise<readonly { notebook: string; name: string; status: ExerciseStatus }[]> {
  const { exercises, students } = (await ask(url, 'exercises')) as ExerciseMatrix;
  const progress = students[0]?.progress ?? [];
  return progress.flatMap(({ exercise, status }) => {
    const found = exercises[exercise];
    return found === undefined ? [] : [{ notebook: found.notebook, name: found.name, status }];
  });
}

/** The class's only student as a dashboard has them. */
export async function readStudent({ url }: Server): Promise<StudentState | undefined> {
  const { students } = (await ask(url, 'state')) as ClassState;
  return students[0];
}

/** Asks about the class as its instructor. */
async function ask(serverUrl: string, path: string): Promise<unknown> {
  const response = await fetch(`${serverUrl}/api/v1/classes/default/${path}`, {
    redirect: 'error',
    headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}` },
  });
  if (!response.ok) {
    throw new Error(`GET ${path} was answered ${String(response.status)}`);
  }
  return response.json();
}
