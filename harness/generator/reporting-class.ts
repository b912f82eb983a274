import { enrolStudents } from '../api/enrol';
import type { InstructorApi } from '../api/instructor-api';
import { addressOf, LoadConnection } from './load-connection';
import { ReportingSource } from './reporting-source';

/** Connections that open with their first report: a server hangs up on those that stay silent. */
export function makeConnections(url: string, count: number): readonly LoadConnection[] {
  return Array.from({ length: count }, () => new LoadConnection(addressOf(url)));
}

/** Lets students join, each with one source that reports `events` at a time. */
export async function joinStudents(api: InstructorApi, students: number, events: number): Promise<readonly ReportingSource[]> {
  const enrolled = await enrolStudents(api.url, await api.joinCode(), students);
  return enrolled.map(source => new ReportingSource(source, addressOf(api.url).host, events));
}

/** The highest acknowledged `seq` of each source, by `sid`. */
export function acknowledgedOf(sources: readonly ReportingSource[]): ReadonlyMap<string, number> {
  return new Map(sources.map(({ enrolled, acknowledged }) => [enrolled.sid, acknowledged]));
}
