import { type ReactNode, useMemo } from 'react';
import { useBoard } from '../../../class/live/live-class-provider';
import { useServerNow, useSpanSince } from '../../../class/live/moment';
import { nameOf, teamName } from '../../../class/model/names';
import { useMe } from '../../../session/use-me';
import { inertLine } from '../../../text/inert';
import { t } from '../../../text/translate';
import { type Colleague, colleaguesOf } from './colleagues';

/** A claim lapses no sooner than it is looked for. */
const STEP_MS = 10_000;

/** Whom the other instructors are with, and for how long; nothing while nobody is. */
export function ColleagueList(): ReactNode {
  const board = useBoard();
  const { id } = useMe();
  const nowMs = useServerNow(STEP_MS);
  const colleagues = useMemo(() => colleaguesOf(board, id, nowMs), [board, id, nowMs]);
  return (
    colleagues.length > 0 && (
      <ul className="colleagues" aria-label={t('now.colleagues.title')}>
        {colleagues.map(colleague => (
          <Item key={`${colleague.by.id} ${colleague.since}`} colleague={colleague} />
        ))}
      </ul>
    )
  );
}

function Item({ colleague: { by, target, since } }: { readonly colleague: Colleague }): ReactNode {
  const { students } = useBoard();
  const span = useSpanSince(since);
  const student = 'team' in target ? undefined : students.get(target.studentId);
  const whom = 'team' in target ? teamName(target.team) : student === undefined ? inertLine(target.studentId, 60) : nameOf(student);
  return (
    <li>
      <bdi>{t('now.colleagues.with', { name: inertLine(by.name, 60), whom, span })}</bdi>
    </li>
  );
}
