import { memo, type ReactNode } from 'react';
import type { StudentState, TeamState } from '../../../../src/protocol';
import { Ago } from '../../class/live/moment';
import { toScreen } from '../../routing/route';
import { hrefOf, useRoute } from '../../routing/use-route';
import { t } from '../../text/translate';
import { isWithheld } from '../../text/withheld';
import { type Condition, needsPerson } from '../../class/model/condition';
import type { Entry } from '../../class/model/entry';
import { nameOf, teamName } from '../../class/model/names';
import type { TeamGroup } from '../../class/model/team-groups';
import { ConditionGlyph } from '../../class/components/condition-glyph';

/** Up to this many teams there is room for the members' names. */
const NAMED_TEAMS = 12;

/** Every team with an icon for each member, always in the same place. */
export function TeamGrid({ groups }: { readonly groups: readonly TeamGroup[] }): ReactNode {
  const isNamed = groups.length <= NAMED_TEAMS;
  return (
    <section className="teams">
      <h2 className="panel-title">{t('teams.title')}</h2>
      <ul className="team-grid" data-named={isNamed}>
        {groups.map(group => (
          <TeamTile key={group.team.team} group={group} isNamed={isNamed} />
        ))}
      </ul>
    </section>
  );
}

function TeamTile({ group, isNamed }: { readonly group: TeamGroup; readonly isNamed: boolean }): ReactNode {
  const { route } = useRoute();
  const { team, needing } = group;
  const name = teamName(team.team);
  return (
    <li className="panel team-tile" data-needing={needing > 0}>
      <a data-step className="team-name whole-link clip" title={name} href={hrefOf({ ...toScreen(route, 'students'), team: team.team })}>
        <bdi>{name}</bdi>
      </a>
      <span className="team-time">
        <Ago at={team.lastEventAt} />
      </span>
      {isNamed ? <Members members={group.members} /> : <Seats members={group.members} />}
      <p className="team-figures">
        <span className="hidden-visually">
          {t('teams.students', { count: group.members.length })} {needing > 0 && t('teams.needing', { count: needing })}
        </span>
        {isWithheld(team.runs) ? t('projector.smallTeam') : figuresOf(team)}
      </p>
    </li>
  );
}

function figuresOf({ runs, errors }: TeamState): string {
  return [t('teams.runs', { count: runs }), t('teams.errors', { n: errors })].join(t('common.detailSeparator'));
}

function Members({ members }: { readonly members: readonly Entry[] }): ReactNode {
  const { hrefWith } = useRoute();
  return (
    <ul className="team-members">
      {members.map(({ student, condition }) => (
        <li key={student.studentId}>
          <a
            className="team-member"
            data-need={needsPerson(condition)}
            href={hrefWith({ studentId: student.studentId })}
            title={seatText(student, condition)}
          >
            <ConditionGlyph condition={condition} size={13} />
            <bdi className="clip">{nameOf(student)}</bdi>
            <span className="hidden-visually">{t(`conditions.names.${condition}`)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Seats({ members }: { readonly members: readonly Entry[] }): ReactNode {
  return (
    <div className="team-seats" aria-hidden="true">
      {members.map(({ student, condition }) => (
        <Seat key={student.studentId} text={seatText(student, condition)} condition={condition} />
      ))}
    </div>
  );
}

const Seat = memo(({ text, condition }: { readonly text: string; readonly condition: Condition }): ReactNode => (
  <span title={text}>
    <ConditionGlyph condition={condition} size={14} />
  </span>
));
Seat.displayName = 'Seat';

function seatText(student: StudentState, condition: Condition): string {
  return t('teams.seat', { name: nameOf(student), condition: t(`conditions.names.${condition}`) });
}
