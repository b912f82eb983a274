import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { visitStateOf } from '../../class/claims/visit-state';
import { VisitNote, Refusal } from '../../class/claims/visit-note';
import { ClaimButtons } from '../../class/claims/claim-buttons';
import { Ago, useServerNow } from '../../class/live/moment';
import { subjectKey } from '../../class/claims/claims';
import { WriteButton } from '../../class/sending/write-button';
import { toScreen } from '../../routing/route';
import { hrefOf, useRoute } from '../../routing/use-route';
import { AttendanceNote } from '../../class/components/attendance-note';
import { attendanceOf } from '../../class/model/attendance';
import { needsPerson } from '../../class/model/condition';
import { ConditionLabel } from '../../class/components/condition-label';
import { Clipped } from '../../shared/components/clipped';
import type { Entry } from '../../class/model/entry';
import { nameOf, streakText, teamName } from '../../class/model/names';
import { formatShare } from '../../text/format';
import { t } from '../../text/translate';
import { isWithheld } from '../../text/withheld';
import type { TeamSummary } from '../../class/who-next/team-summary';

/** One team with its members; open while the address names the team, behind a member's own drawer. */
export function TeamPanel({ teams }: { readonly teams: readonly TeamSummary[] }): ReactNode {
  const { route, goWith } = useRoute();
  const summary = teams.find(({ team }) => team.team === route.team);
  return (
    <Drawer.Root
      className="team-drawer"
      opened={route.team !== undefined && route.studentId === undefined}
      onClose={() => goWith({ team: undefined })}
      position="right"
      size="min(560px, 100vw)"
    >
      <Drawer.Overlay backgroundOpacity={0.28} />
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title component="h2" className="team-drawer-title">
            {summary === undefined ? t('teams.unknown') : <bdi>{teamName(summary.team.team)}</bdi>}
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t('teams.close')} />
        </Drawer.Header>
        <Drawer.Body>{summary !== undefined && <TeamSheet summary={summary} />}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function TeamSheet({ summary }: { readonly summary: TeamSummary }): ReactNode {
  const { route } = useRoute();
  const { team, members, place, progress, progressCounts } = summary;
  const facts = [
    t('teams.students', { count: members.length }),
    isWithheld(team.runs) ? '' : t('teams.runs', { count: team.runs }),
    isWithheld(team.errors) ? '' : t('teams.errors', { n: team.errors }),
    place,
    progress === undefined ? '' : t(`teams.progress.${progressCounts}`, { share: formatShare(progress, 1) }),
  ];
  return (
    <>
      <p className="soft team-facts">{facts.filter(Boolean).join(t('common.detailSeparator'))}</p>
      {team.team !== '' && <TeamAnswer summary={summary} />}
      <ul className="team-people">
        {members.map(entry => (
          <Member key={entry.student.studentId} entry={entry} />
        ))}
      </ul>
      <a className="team-in-table" href={hrefOf({ ...toScreen(route, 'students'), team: team.team })}>
        {t('teams.show')}
      </a>
    </>
  );
}

/** Who is on the way to the team, and the claim buttons. */
function TeamAnswer({ summary: { team, members, worst } }: { readonly summary: TeamSummary }): ReactNode {
  const calls = members.map(({ help }) => help).filter(help => help !== undefined);
  const subject = { key: subjectKey({ team: team.team }), target: { team: team.team }, calls };
  const newsMs = Math.max(0, ...members.map(({ student }) => Date.parse(student.failing?.last ?? '') || 0));
  const visitState = visitStateOf({ calls, visits: [team.visit], newsMs }, useServerNow(60_000));
  return (
    <div className="team-answer">
      <VisitNote visitState={visitState} />
      <ClaimButtons
        subject={subject}
        name={teamName(team.team)}
        visitState={visitState}
        isGuess={worst !== undefined && calls.length === 0}
      />
      <WriteButton to={{ team: team.team }} size="compact-sm" label={t('messages.toTeam')}>
        {t('messages.open')}
      </WriteButton>
      <Refusal subject={subject} />
    </div>
  );
}

function Member({ entry: { student, condition, help, place } }: { readonly entry: Entry }): ReactNode {
  const { hrefWith } = useRoute();
  const visit = attendanceOf(student, help, useServerNow(60_000));
  return (
    <li className="team-person" data-condition={condition} data-need={needsPerson(condition)}>
      <a className="team-person-name whole-link clip" title={nameOf(student)} href={hrefWith({ studentId: student.studentId })}>
        <bdi>{nameOf(student)}</bdi>
      </a>
      <span className="team-person-time soft">
        <Ago at={student.lastEventAt} />
      </span>
      <ConditionLabel condition={condition} />
      <Clipped className="team-person-place soft" text={place} />
      {student.errorStreak > 0 && <span className="team-person-streak">{streakText(student)}</span>}
      {visit && <AttendanceNote visit={visit} />}
    </li>
  );
}
