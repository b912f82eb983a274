import type { ReactNode } from 'react';
import { useBoard, useEntries } from '../live/class-room';
import { ConditionStrip } from '../students/condition-strip';
import { groupByTeam } from '../students/team-groups';
import { Headline } from './headline';
import { TeamGrid } from './team-grid';
import { WhoNext } from './who-next';
import './now.css';

/** The class in one look: who needs the instructor, how everyone is doing, and where. */
export function NowScreen(): ReactNode {
  const board = useBoard();
  const entries = useEntries();
  const groups = groupByTeam(board, entries);
  return (
    <div className="now">
      <div className="now-summary">
        <Headline board={board} entries={entries} />
        <ConditionStrip entries={entries} />
      </div>
      <div className="now-columns" data-teams={groups.length > 0}>
        <WhoNext entries={entries} />
        {groups.length > 0 && <TeamGrid groups={groups} />}
      </div>
    </div>
  );
}
