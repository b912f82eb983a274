import { useCallback } from 'react';
import type { Replay } from '../../../../src/protocol';
import { type Answer, useAnswer } from '../../api/use-answer';
import { useBoard } from '../../class/live/live-class-provider';
import { usePorts } from '../../ports';

/** The class's replay, loaded once and again on request. */
export function useReplay(): Answer<Replay> {
  const { api } = usePorts();
  const { classId } = useBoard();
  return useAnswer(useCallback(() => api.getReplay(classId), [api, classId]));
}
