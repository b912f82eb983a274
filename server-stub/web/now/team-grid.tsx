import { memo, type ReactNode } from 'react';
import { Ago } from '../live/moment';
import { toScreen } from '../routing/route';
import { hrefOf, useRoute } from '../routing/use-route';
import { strings } from '../strings';
import type { Condition } from '../students/condition';
import { nameOf, teamName } from '../students/names';
import type { TeamGroup } from '../students/team-groups';
import { formatCount } from '../text/format';
import { ConditionGlyph } from '../theme/condition-glyph';

/** Every team with a mark for each member, always at the same place, so that a glance finds it again. */
export function TeamGrid({ groups }: { readonly groups: readonly TeamGroup[] }): ReactNode {
  return (
    <section className="teams">
      <h2 className="panel-title">{strings.teams.title}</h2>
      <ul className="team-grid">
        {groups.map(group => (
          <TeamTile key={group.team.team} group={group} />
        ))}
      </ul>
    </section>
  );
}

function TeamTile({ group }: { readonly group: TeamGroup }): ReactNode {
  const { route } = useRoute();
  const { team, needing } = group;
  const words = strings.teams;
  return (
    <li className="panel team-tile" data-needing={needing > 0}>
      <a className="team-name clip" title={words.show} href={hrefOf({ ...toScreen(route, 'students'), team: team.team })}>
        <bdi>{teamName(team.team)}</bdi>
      </a>
      <span className="team-size" title={words.students(formatCount(team.students), team.students)}>
        {formatCount(team.students)}
        <span className="hidden-visually">{words.students('', team.students)}</span>
      </span>
      <div className="team-seats" aria-hidden="true">
        {group.members.map(({ student, condition }) => (
          <Seat key={student.studentId} name={nameOf(student)} condition={condition} />
        ))}
      </div>
      <p className="team-figures">
        {needing > 0 && <strong className="team-needing">{words.needing(needing)}</strong>}
        <span>
          {words.runs(formatCount(team.runs))}
          {strings.detailSeparator}
          {words.errors(formatCount(team.errors))}
        </span>
        <span className="team-time">
          <Ago at={team.lastEventAt} />
        </span>
      </p>
    </li>
  );
}

const Seat = memo(({ name, condition }: { readonly name: string; readonly condition: Condition }): ReactNode => (
  <span title={`${name}: ${strings.conditions[condition]}`}>
    <ConditionGlyph condition={condition} size={14} />
  </span>
));
Seat.displayName = 'Seat';
