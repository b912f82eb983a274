import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { VisitTarget } from '../../../../src/protocol';
import { useLive } from '../live/live-class-provider';
import type { Board } from '../model/board';
import { nameOf, teamName } from '../model/names';
import { visitTo } from '../model/pending-answers';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { usePorts } from '../../ports';
import { onDemand } from '../../shared/loading/on-demand';
import { WhenLoaded } from '../../shared/loading/when-loaded';
import { subjectKey } from './claims';
import { useClaims } from './claims-provider';

const HelpedNote = onDemand(async () => (await import('./helped-note')).HelpedNote);

/** After somebody was marked as helped: what was found, one tap away and never asked for, and the way back. It goes by itself. */
export function HelpedBar(): ReactNode {
  const helped = useStore(useClaims().helped);
  const board = useLive(state => state.board);
  const { page } = usePorts();
  const visit = helped && board && visitTo(board, helped.target);
  return useIsProjecting() || helped === undefined || board === undefined || visit?.status !== 'done' ? null : (
    <WhenLoaded whileLoading={null} onReload={() => page.reload()}>
      <HelpedNote key={subjectKey(helped.target)} helped={helped} name={nameIn(board, helped.target)} visit={visit} />
    </WhenLoaded>
  );
}

function nameIn({ students }: Board, target: VisitTarget): string {
  const student = 'team' in target ? undefined : students.get(target.studentId);
  return 'team' in target ? teamName(target.team) : student === undefined ? '' : nameOf(student);
}
