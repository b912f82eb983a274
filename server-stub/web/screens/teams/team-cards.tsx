import { memo, type ReactNode } from 'react';
import { useRoute } from '../../routing/use-route';
import { Clipped } from '../../shared/components/clipped';
import { AttendanceNote } from '../../class/components/attendance-note';
import type { Condition } from '../../class/model/condition';
import type { Entry } from '../../class/model/entry';
import { nameOf, teamName } from '../../class/model/names';
import { formatShare } from '../../text/format';
import { t } from '../../text/translate';
import { ConditionGlyph } from '../../class/components/condition-glyph';
import { NeedText } from './need-text';
import type { TeamSummary } from '../../class/who-next/team-summary';

/** A card for each team. */
export function TeamCards({ teams }: { readonly teams: readonly TeamSummary[] }): ReactNode {
  return (
    <ul className="team-cards">
      {teams.map(summary => (
        <TeamCard key={summary.team.team} summary={summary} />
      ))}
    </ul>
  );
}

function Card({ summary }: { readonly summary: TeamSummary }): ReactNode {
  const { hrefWith } = useRoute();
  const { team, members, needing, condition, place, progress, progressCounts, visit } = summary;
  return (
    <li className="panel team-card" data-condition={condition} data-needing={needing > 0}>
      <a data-step className="team-card-name whole-link clip" title={teamName(team.team)} href={hrefWith({ team: team.team })}>
        <bdi>{teamName(team.team)}</bdi>
      </a>
      <span className="team-card-count">
        {needing > 0 ? t('teams.needing', { count: needing }) : t('teams.students', { count: members.length })}
      </span>
      <Seats members={members} />
      <p className="team-card-need">
        <NeedText summary={summary} />
      </p>
      {place !== '' && <Clipped className="team-card-place" text={place} />}
      {visit && <AttendanceNote visit={visit} />}
      {progress !== undefined && <Progress share={progress} counts={progressCounts} />}
    </li>
  );
}

/** Rerenders only when something visible changes; most runs change nothing here. */
const TeamCard = memo(Card, (before, after) => isDrawnAlike(before.summary, after.summary));
TeamCard.displayName = 'TeamCard';

function isDrawnAlike(a: TeamSummary, b: TeamSummary): boolean {
  return (
    PLAIN.every(field => a[field] === b[field]) &&
    a.visit?.status === b.visit?.status &&
    a.visit?.by.name === b.visit?.by.name &&
    isSameWorst(a.worst, b.worst) &&
    a.members.length === b.members.length &&
    a.members.every((member, index) => isSameSeat(member, b.members[index]))
  );
}

const PLAIN = ['condition', 'needing', 'place', 'progress', 'progressCounts'] as const satisfies readonly (keyof TeamSummary)[];

/** What was run since is in its words. */
function isSameWorst(a: TeamSummary['worst'], b: TeamSummary['worst']): boolean {
  return (
    a?.reason.kind === b?.reason.kind &&
    a?.reason.sinceMs === b?.reason.sinceMs &&
    a?.entry.student.runs === b?.entry.student.runs &&
    isSameSeat(a?.entry, b?.entry)
  );
}

function isSameSeat(a: Entry | undefined, b: Entry | undefined): boolean {
  return (
    a === b ||
    (a?.condition === b?.condition && a?.student.studentId === b?.student.studentId && a?.student.displayName === b?.student.displayName)
  );
}

/** An icon for each member, always in the same place. */
function Seats({ members }: { readonly members: readonly Entry[] }): ReactNode {
  return (
    <ul className="team-card-seats" aria-label={t('teams.members')}>
      {members.map(({ student, condition }) => (
        <Seat key={student.studentId} name={nameOf(student)} condition={condition} />
      ))}
    </ul>
  );
}

const Seat = memo(({ name, condition }: { readonly name: string; readonly condition: Condition }): ReactNode => {
  const text = t('teams.seat', { name, condition: t(`conditions.names.${condition}`) });
  return (
    <li title={text}>
      <ConditionGlyph condition={condition} size={15} />
      <span className="hidden-visually">{text}</span>
    </li>
  );
});
Seat.displayName = 'Seat';

function Progress({ share, counts }: { readonly share: number; readonly counts: TeamSummary['progressCounts'] }): ReactNode {
  const text = formatShare(share, 1);
  const words = t(`teams.progress.${counts}`, { share: text });
  return (
    <div className="team-card-progress" title={words}>
      <div className="team-card-track" aria-hidden="true">
        <div className="team-card-done" style={{ width: `${String(share * 100)}%` }} />
      </div>
      <span>
        <span className="hidden-visually">{words}</span>
        <span aria-hidden="true">{text}</span>
      </span>
    </div>
  );
}
