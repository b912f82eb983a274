import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useMemo } from 'react';
import { useBoard, useEntries } from '../../class/live/live-class-provider';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { ConditionStrip } from '../shared/condition-strip';
import { groupByTeam } from '../../class/model/team-groups';
import { ClassPicture } from './class-picture/class-picture';
import { judgeUnknown } from './class-picture/unknown';
import { Headline } from './headline';
import { LastActive } from './last-active';
import { needingOf, troublesOf } from '../../class/who-next/rank-needs';
import { useWhoNext } from '../../class/who-next/use-who-next';
import { PHONE } from '../shared/phone';
import { SessionLine } from './session/session-menu';
import { TeamGrid } from './team-grid';
import { WhoNext } from './who-next';
import './now.css';

/** Lines of the two lists of students together. */
const LINES = 10;

/** Overview: whom to go to next and why, where the class is and what breaks it, and how everyone is doing; the room sees the class alone. */
export function NowScreen(): ReactNode {
  const board = useBoard();
  const entries = useEntries();
  const isProjecting = useIsProjecting();
  const isPhone = useMediaQuery(PHONE);
  const ranking = useWhoNext();
  const unknown = useMemo(() => judgeUnknown(entries), [entries]);
  const needy = useMemo(() => troublesOf(ranking), [ranking]);
  const groups = useMemo(() => groupByTeam(board, entries, needingOf(ranking)), [board, entries, ranking]);
  return (
    <div className="now">
      <div className="now-summary">
        <Headline board={board} entries={entries} needs={ranking.needs} unknown={unknown} />
        <ConditionStrip entries={entries} />
      </div>
      <div className="now-columns" data-projecting={isProjecting}>
        {!isProjecting && <WhoNext ranking={ranking} isClassUnheard={unknown.isClassUnheard} />}
        <ClassPicture board={board} entries={entries} isClassUnheard={unknown.isClassUnheard} />
        {!isProjecting && (
          <LastActive entries={entries} errors={board.errors} needy={needy} lines={Math.max(0, LINES - ranking.needs.length)} />
        )}
      </div>
      {groups.length > 0 && !isProjecting && <TeamGrid groups={groups} />}
      {isPhone && board.session !== undefined && <SessionLine session={board.session} />}
    </div>
  );
}
