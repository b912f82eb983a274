import { useCallback } from 'react';
import type { Replay } from '../../../../src/protocol';
import { type Answer, useAnswer } from '../../api/use-answer';
import { useBoard } from '../../class/live/live-class-provider';
import { usePorts } from '../../ports';

/**
 * The replay of a session, loaded once and again on request.
 * @param session its id; undefined for all sessions
 */
export function useReplay(session: string | undefined): Answer<Replay> {
  const { api } = usePorts();
  const { classId } = useBoard();
  return useAnswer(useCallback(() => api.getReplay(classId, session), [api, classId, session]));
}
