import type { ReactNode } from 'react';
import type { Board } from '../live/board';
import { Ago } from '../live/moment';
import { strings } from '../strings';
import { countConditions, type Entry } from '../students/entry';
import { formatCount, formatShare } from '../text/format';

interface HeadlineProps {
  readonly board: Board;
  readonly entries: readonly Entry[];
}

/** The one sentence that the instructor came for, and the class's figures beside it. */
export function Headline({ board, entries }: HeadlineProps): ReactNode {
  const counts = countConditions(entries);
  return (
    <div className="headline">
      <Need waiting={counts.help} stuck={counts.stuck} />
      <Figures board={board} />
    </div>
  );
}

function Need({ waiting, stuck }: { readonly waiting: number; readonly stuck: number }): ReactNode {
  const needing = waiting + stuck;
  const { now } = strings;
  if (needing === 0) {
    return (
      <div className="need" data-calm="true">
        <h2 className="need-words">{now.nobodyNeeds}</h2>
        <p className="need-why">{now.nobodyNeedsLead}</p>
      </div>
    );
  }
  const reasons = [waiting > 0 && now.waiting(formatCount(waiting)), stuck > 0 && now.stuck(formatCount(stuck))];
  return (
    <div className="need">
      <h2 className="need-words">
        <span className="need-number">{formatCount(needing)}</span> {now.needing(needing)}
      </h2>
      <p className="need-why">{reasons.filter(Boolean).join(strings.listSeparator)}</p>
    </div>
  );
}

function Figures({ board }: { readonly board: Board }): ReactNode {
  const { now } = strings;
  const { students, runs, errors } = board.totals;
  return (
    <dl className="figures">
      <Figure name={now.students}>{formatCount(students)}</Figure>
      <Figure name={now.runs}>{formatCount(runs)}</Figure>
      <Figure name={now.errors} aside={runs > 0 ? now.errorShare(formatShare(errors, runs)) : undefined}>
        {formatCount(errors)}
      </Figure>
      <Figure name={now.lastActivity}>
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
