import type { ReactNode } from 'react';
import { nameOfSession } from '../shared/describe-session';
import { SessionMenu } from './session/session-menu';
import type { Board } from '../../class/model/board';
import { Ago, useTicking } from '../../class/live/moment';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { toScreen } from '../../routing/route';
import { hrefOf, useRoute } from '../../routing/use-route';
import { IconAlertTriangle } from '../../shared/theme/icons';
import { t } from '../../text/translate';
import { countConditions, type Entry } from '../../class/model/entry';
import { MIN_GROUP_SIZE } from '../../class/model/small-groups';
import { formatCount, formatDayHour, formatHour, formatShare, formatSpan, withZone } from '../../text/format';
import { countStudents } from '../../class/who-next/list-counts';
import type { Need } from '../../class/who-next/need';
import { NEED_KINDS } from '../../class/who-next/need-kinds';
import { kindsText } from '../../class/who-next/team-words';
import type { Unknown } from './class-picture/unknown';

interface HeadlineProps {
  readonly board: Board;
  readonly entries: readonly Entry[];
  /** The lines of the list below: the figures are those of the students in it. */
  readonly needs: readonly Need[];
  readonly unknown: Unknown;
}

/** What is unknown, how many students need the instructor, and who has not started, beside the class's figures. */
export function Headline({ board, entries, needs, unknown }: HeadlineProps): ReactNode {
  const isProjecting = useIsProjecting();
  const endedAt = board.session?.endedAt;
  // Of a few the room could tell who they are.
  const isShown = (students: number): boolean => !isProjecting || students >= MIN_GROUP_SIZE;
  return (
    <div className="headline">
      <div className="need">
        {endedAt === undefined && unknown.isClassUnheard && isShown(unknown.unheard) && <Unheard unknown={unknown} />}
        {unknown.isClassUnreachable && isShown(unknown.unreachable) && (
          <Alert
            title={t('now.unknown.unreachable', { n: unknown.unreachable, all: unknown.present })}
            text={t('now.unknown.unreachableLead', { clock: formatHour(unknown.unreachableSinceMs ?? 0) })}
          />
        )}
        {endedAt !== undefined && <Over endedAt={endedAt} />}
        {!isProjecting && endedAt === undefined && (
          <>
            <Summary needs={needs} unknown={unknown} />
            <Absent entries={entries} />
          </>
        )}
      </div>
      <Figures board={board} />
    </div>
  );
}

function Unheard({ unknown: { unheard, heardOf, lastHeardMs } }: { readonly unknown: Unknown }): ReactNode {
  const text = useTicking(nowMs =>
    lastHeardMs === undefined ? t('now.unknown.unheardEver') : t('now.unknown.unheardLead', { span: formatSpan(nowMs - lastHeardMs) }),
  );
  return <Alert title={t('now.unknown.unheard', { n: unheard, all: heardOf })} text={text} />;
}

/** Nobody is expected, and nobody is heard: it says so, for a network that is down looks the same. */
function Over({ endedAt }: { readonly endedAt: string }): ReactNode {
  const time = useTicking(nowMs => withZone(formatDayHour(Date.parse(endedAt), nowMs), Date.parse(endedAt)));
  return (
    <>
      <h2 className="need-words" data-calm="true">
        {t('sessions.over')}
      </h2>
      <p className="need-why">{t('sessions.overLead', { time })}</p>
    </>
  );
}

/** What comes before all else. */
function Alert({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  return (
    <div className="unknown" role="status">
      <IconAlertTriangle size={24} stroke={1.8} aria-hidden="true" />
      <div>
        <h2 className="unknown-title">{title}</h2>
        <p>{text}</p>
      </div>
    </div>
  );
}

function Summary({ needs, unknown }: { readonly needs: readonly Need[]; readonly unknown: Unknown }): ReactNode {
  const { all, byKind, claimed, visited, together, teams } = countStudents(needs);
  if (all === 0) {
    return (
      <>
        <h2 className="need-words" data-calm="true">
          {t(unknown.isClassUnheard ? 'now.nobodyHeardNeeds' : 'now.nobodyNeeds')}
        </h2>
        <p className="need-why">{calmLead(visited, unknown)}</p>
      </>
    );
  }
  const kinds = kindsText(NEED_KINDS.map(kind => [kind, byKind[kind]]));
  const ofThem = [
    claimed > 0 && t('now.claimed', { n: claimed }),
    unknown.callers > 0 && t('now.unknown.callers', { n: unknown.callers }),
    visited > 0 && t('now.visited', { n: visited }),
    teams > 0 && t('now.together', { n: together, count: teams }),
    heardText(unknown),
  ];
  return (
    <>
      <h2 className="need-words">
        <span className="need-number">{formatCount(all)}</span> {t('now.needing', { count: all })}
      </h2>
      <p className="need-why">{[kinds, ...ofThem].filter(Boolean).join(t('common.detailSeparator'))}</p>
    </>
  );
}

/** Why nobody is on the list, and of whom that cannot be said. */
function calmLead(visited: number, unknown: Unknown): string {
  // Who was just helped may be stuck still.
  return [t(visited > 0 ? 'now.visited' : 'now.nobodyNeedsLead', { n: visited }), heardText(unknown)]
    .filter(Boolean)
    .join(t('common.detailSeparator'));
}

/** Of how many it is unknown how they are; nothing where an alert says it already. */
function heardText({ unheard, callers, heardOf, isClassUnheard }: Unknown): string | false {
  if (unheard > 0) {
    return !isClassUnheard && t('now.unknown.few', { count: unheard });
  }
  return heardOf > 0 && callers === 0 && t('now.unknown.none', { n: heardOf });
}

/** Who has not started, and what is known of why, and who is not here today; each leads to them. */
function Absent({ entries }: { readonly entries: readonly Entry[] }): ReactNode {
  const { route } = useRoute();
  const counts = countConditions(entries);
  const linkTo = (condition: keyof typeof counts, text: string): ReactNode => (
    <a key={condition} href={hrefOf({ ...toScreen(route, 'students'), condition })}>
      {text}
    </a>
  );
  const conditions = (['not_started', 'not_joined'] as const).filter(condition => counts[condition] > 0);
  const notHere = counts.not_here;
  return (
    <>
      {conditions.length > 0 && (
        <p className="not-started">
          <strong>{t('now.notStarted.all', { count: counts.not_started + counts.not_joined })}</strong>{' '}
          {conditions.map(condition => linkTo(condition, t(`now.notStarted.${condition}`, { count: counts[condition] })))}
        </p>
      )}
      {notHere > 0 && <p className="not-started">{linkTo('not_here', t('now.notHere', { count: notHere }))}</p>}
    </>
  );
}

function Figures({ board }: { readonly board: Board }): ReactNode {
  const { session } = board;
  const { students, runs, errors } = board.totals;
  return (
    <dl className="figures">
      <Figure name={t('now.students')}>{formatCount(students)}</Figure>
      <Figure name={t('now.runs')}>{formatCount(runs)}</Figure>
      <Figure name={t('now.errors')} aside={runs > 0 ? t('now.errorShare', { share: formatShare(errors, runs) }) : undefined}>
        {formatCount(errors)}
      </Figure>
      <Figure name={t('now.lastActivity')}>
        <Ago at={newestActivity(board)} />
      </Figure>
      {session !== undefined && (
        <Figure name={nameOfSession(session)}>
          <SessionMenu session={session} />
        </Figure>
      )}
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly aside?: string | undefined;
  readonly children: ReactNode;
}

function Figure({ name, aside, children }: FigureProps): ReactNode {
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd>
        {children}
        {aside !== undefined && <small> {aside}</small>}
      </dd>
    </div>
  );
}

/** RFC 3339 in UTC compares as text. */
function newestActivity({ students }: Board): string | null {
  let newest = '';
  for (const { lastEventAt } of students.values()) {
    newest = lastEventAt !== null && lastEventAt > newest ? lastEventAt : newest;
  }
  return newest === '' ? null : newest;
}
