import { type Flaw, isObject } from '../core/check';
import { findNameFlaw } from './enrolment';
import { LIMITS } from '../core/limits';

/**
 * Where a class's teams come from: each student's own words, the class's list to choose from, or its roster alone.
 * A roster that names any team decides for all, whatever the class says.
 */
export const TEAM_SOURCES = ['free', 'listed', 'roster'] as const;
type TeamSource = (typeof TEAM_SOURCES)[number];

export interface TeamRule {
  readonly from: TeamSource;
  /** What there is to choose from with `listed`. Kept while another source is in use. */
  readonly list: readonly string[];
}

export const FREE_TEAMS: TeamRule = { from: 'free', list: [] };

/** Names everything that is wrong with a class's team rule, at paths below `teams`. */
export function findTeamRuleFlaws(rule: unknown): Flaw[] {
  if (!isObject(rule)) {
    return [{ path: 'teams', message: 'must be a JSON object' }];
  }
  const { from, list } = rule;
  const flaws: Flaw[] = TEAM_SOURCES.some(source => source === from)
    ? []
    : [{ path: 'teams.from', message: 'must be free, listed or roster' }];
  return Array.isArray(list) ? [...flaws, ...findListFlaws(from, list)] : [...flaws, { path: 'teams.list', message: 'must be an array' }];
}

export function isTeamRule(value: unknown): value is TeamRule {
  return findTeamRuleFlaws(value).length === 0;
}

function findListFlaws(from: unknown, list: readonly unknown[]): Flaw[] {
  if (list.length > LIMITS.listedTeams) {
    return [{ path: 'teams.list', message: `must have at most ${String(LIMITS.listedTeams)} teams` }];
  }
  if (from === 'listed' && list.length === 0) {
    return [{ path: 'teams.list', message: 'must name at least one team to choose from' }];
  }
  const known = new Set<unknown>();
  return list.flatMap((team, index) => {
    const isRepeated = known.has(team);
    known.add(team);
    const message = isRepeated ? 'is in the list already' : findTeamFlaw(team);
    return message === undefined ? [] : [{ path: `teams.list[${String(index)}]`, message }];
  });
}

function findTeamFlaw(team: unknown): string | undefined {
  return team === '' ? 'must not be empty' : findNameFlaw(team, LIMITS.teamLength);
}
