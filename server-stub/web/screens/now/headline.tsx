import type { ReactNode } from 'react';
import type { Board } from '../../class/model/board';
import { Ago } from '../../class/live/moment';
import { t } from '../../text/translate';
import { countConditions, type Entry } from '../../class/model/entry';
import { formatCount, formatShare } from '../../text/format';
import { countStudents, type ListCounts } from './list-counts';
import type { Need } from './need';

interface HeadlineProps {
  readonly board: Board;
  readonly entries: readonly Entry[];
  /** The lines of the list below: the figures are those of the students in it. */
  readonly needs: readonly Need[];
}

/** How many students need the instructor, beside the class's figures. */
export function Headline({ board, entries, needs }: HeadlineProps): ReactNode {
  const counts = countConditions(entries);
  return (
    <div className="headline">
      <Summary waiting={counts.help} stuck={counts.stuck} ofList={countStudents(needs)} />
      <Figures board={board} />
    </div>
  );
}

interface SummaryProps {
  readonly waiting: number;
  readonly stuck: number;
  readonly ofList: ListCounts;
}

function Summary({ waiting, stuck, ofList: { seenTo, together, teams, stalled } }: SummaryProps): ReactNode {
  const needing = waiting + stuck;
  if (needing === 0) {
    return (
      <div className="need" data-calm="true">
        <h2 className="need-words">{t('now.nobodyNeeds')}</h2>
        <p className="need-why">{stalled > 0 ? t('now.onlyStalled', { count: stalled }) : t('now.nobodyNeedsLead')}</p>
      </div>
    );
  }
  const reasons = [
    waiting > 0 && t('now.waiting', { n: waiting }),
    stuck > 0 && t('now.stuck', { n: stuck }),
    stalled > 0 && t('now.stalledToo', { n: stalled }),
    teams > 0 && t('now.together', { n: together, count: teams }),
    seenTo > 0 && t('now.seenTo', { n: seenTo }),
  ];
  return (
    <div className="need">
      <h2 className="need-words">
        <span className="need-number">{formatCount(needing)}</span> {t('now.needing', { count: needing })}
      </h2>
      <p className="need-why">{reasons.filter(Boolean).join(t('common.listSeparator'))}</p>
    </div>
  );
}

function Figures({ board }: { readonly board: Board }): ReactNode {
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
