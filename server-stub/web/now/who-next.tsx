import { type ReactNode, useMemo } from 'react';
import { Ago, useSpanSince } from '../live/moment';
import { toScreen } from '../routing/route';
import { hrefOf, useRoute } from '../routing/use-route';
import { t } from '../text/translate';
import { needsPerson } from '../students/condition';
import type { Entry } from '../students/entry';
import { nameOf, placeOf, streakError, teamName } from '../students/names';
import { BY_ATTENTION, sortEntries } from '../students/order';
import { inertLine } from '../text/inert';
import { ConditionGlyph } from '../theme/condition-glyph';

/** Lines that the list shows at least, if the class is that large; everyone in need is always on it. */
const LINES = 12;

/** Everyone who needs the instructor, most pressing first, and then whoever was active last. */
export function WhoNext({ entries }: { readonly entries: readonly Entry[] }): ReactNode {
  const { route } = useRoute();
  const { needing, active } = useMemo(() => pick(entries), [entries]);
  return (
    <section className="panel who-next">
      {needing.length > 0 && <Lines title={t('now.whoNext')} entries={needing} />}
      {active.length > 0 && <Lines title={t('now.lastActive')} entries={active} />}
      <a className="who-next-all" href={hrefOf(toScreen(route, 'students'))}>
        {t('now.all', { count: entries.length })}
      </a>
    </section>
  );
}

function pick(entries: readonly Entry[]): { readonly needing: readonly Entry[]; readonly active: readonly Entry[] } {
  const needing = sortEntries(
    entries.filter(({ condition }) => needsPerson(condition)),
    BY_ATTENTION,
  );
  const others = sortEntries(
    entries.filter(({ condition }) => !needsPerson(condition)),
    { key: 'activity', isReversed: false },
  );
  return { needing, active: others.slice(0, Math.max(0, LINES - needing.length)) };
}

function Lines({ title, entries }: { readonly title: string; readonly entries: readonly Entry[] }): ReactNode {
  return (
    <>
      <h2 className="panel-title who-next-title">{title}</h2>
      <ul className="who-next-list" aria-label={title}>
        {entries.map(entry => (
          <Line key={entry.student.studentId} entry={entry} />
        ))}
      </ul>
    </>
  );
}

function Line({ entry }: { readonly entry: Entry }): ReactNode {
  const { hrefWith } = useRoute();
  const { student, condition } = entry;
  return (
    <li className="who-line" data-condition={condition} data-need={needsPerson(condition)}>
      <ConditionGlyph condition={condition} size={18} />
      <a data-step className="who-line-name clip" href={hrefWith({ studentId: student.studentId })}>
        <bdi>{nameOf(student)}</bdi>
      </a>
      <span className="who-line-team clip">{student.team === '' ? '' : teamName(student.team)}</span>
      <span className="who-line-reason clip">
        <Reason entry={entry} />
      </span>
      <span className="who-line-time">
        <Ago at={student.lastEventAt} />
      </span>
    </li>
  );
}

/** Why this student is on the list, in words. */
function Reason({ entry: { student, condition, help } }: { readonly entry: Entry }): ReactNode {
  const place = placeOf(student);
  if (condition === 'help' && help !== undefined) {
    return <Because reason={<WaitingFor since={help.since} />} details={[inertLine(help.question ?? '', 120), place]} />;
  }
  if (condition === 'stuck') {
    const reason = t('now.stuckReason', { n: student.errorStreak });
    return <Because reason={reason} details={[streakError(student), place]} />;
  }
  return joinDetails([t(`conditions.names.${condition}`), streakError(student), place]);
}

function Because({ reason, details }: { readonly reason: ReactNode; readonly details: readonly string[] }): ReactNode {
  return (
    <>
      <strong>{reason}</strong>
      {joinDetails(['', ...details.filter(Boolean)])}
    </>
  );
}

function WaitingFor({ since }: { readonly since: string }): ReactNode {
  return t('now.helpReason', { span: useSpanSince(since) });
}

function joinDetails(details: readonly string[]): string {
  return details.filter((detail, index) => index === 0 || detail !== '').join(t('common.detailSeparator'));
}
