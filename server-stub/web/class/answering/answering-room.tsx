import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../api/outcome';
import { useClass, useLiveStore } from '../live/class-room';
import { usePorts } from '../../ports';
import { useMe } from '../../session/use-me';
import { type Answering, createAnswering } from './answering';

const AnsweringContext = createContext<Answering | undefined>(undefined);

/** Where students and teams of one class are answered; inside ClassRoom. */
export function AnsweringRoom({ children }: { readonly children: ReactNode }): ReactNode {
  const { api, clock, timers } = usePorts();
  const { id: classId } = useClass();
  const store = useLiveStore();
  const { id, name } = useMe();
  const answering = useMemo(
    () => createAnswering(classId, store, { id, name }, { api, clock, timers }),
    [classId, store, id, name, api, clock, timers],
  );
  return <AnsweringContext value={answering}>{children}</AnsweringContext>;
}

export function useAnswering(): Answering {
  const answering = useContext(AnsweringContext);
  if (answering === undefined) {
    throw new Error('useAnswering is called outside AnsweringRoom');
  }
  return answering;
}

/** Why the last answer to this subject was refused. */
export function useRefusal(key: string): Failure | undefined {
  return useStore(useAnswering().refusals, refusals => refusals.get(key));
}
