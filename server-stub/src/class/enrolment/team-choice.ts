import { FREE_TEAMS, type RosterStudent, type TeamRule } from '../../../../src/protocol';
import type { ClassDirectory } from '../classes/class-directory';
import { HttpProblem } from '../../http/problem';
import type { ClassRecord } from '../registry/registry';
import type { Applicant } from './applicant';

/** The rule in effect: a roster that names teams decides for all. The list is empty unless it is to be chosen from. */
export function teamRuleInEffect({ teams = FREE_TEAMS }: ClassRecord, roster: readonly RosterStudent[]): TeamRule {
  const from = roster.some(({ team }) => team !== undefined) ? 'roster' : teams.from;
  return { from, list: from === 'listed' ? teams.list : [] };
}

/**
 * The team that a student may have of those asked for; empty for none. Where the roster has a say, the registry does what it says.
 * @throws HttpProblem `invalid` for a team that is not on the class's list
 * @throws LogUnavailableError
 */
export async function chooseTeam(directory: ClassDirectory, record: ClassRecord, wanted: Applicant): Promise<string> {
  const { team = '' } = wanted;
  const rule = teamRuleInEffect(record, await directory.getRoster(record.id));
  if (rule.from === 'listed' && team !== '' && !rule.list.includes(team) && !(await isInTeam(directory, record, wanted))) {
    throw new HttpProblem('invalid', 'Choose one of the teams of your class.', {
      errors: [{ path: 'team', message: 'is not on the class’s list' }],
    });
  }
  return rule.from === 'roster' ? '' : team;
}

/** Who is in a team already keeps it when the list changes: a token is renewed every day, and nobody is there to choose again. */
async function isInTeam(directory: ClassDirectory, { id }: ClassRecord, { studentId, deviceId, team }: Applicant): Promise<boolean> {
  const enrolment = await directory.getEnrolment(id, studentId);
  return enrolment?.deviceId === deviceId && enrolment.team === team;
}
