import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Room, RoomPlan } from '../../../../../src/protocol';
import type { Failure } from '../../../api/outcome';
import { useBoard } from '../../../class/live/live-class-provider';
import { usePorts } from '../../../ports';
import { applyEdit, type RoomEdit } from './room-edit';
import { saveEdits } from './save-edits';

export interface RoomsControl {
  /** With the edits that are not saved yet; undefined before the server told. */
  readonly rooms: readonly Room[] | undefined;
  readonly hasEdits: boolean;
  /** They were made before this screen was left, and are not saved yet. */
  readonly isResumed: boolean;
  readonly isSaving: boolean;
  readonly failure: Failure | undefined;
  /** Somebody else had changed the rooms meanwhile, and what was saved came on top of that. */
  readonly isMerged: boolean;
  readonly edit: (edit: RoomEdit) => void;
  /** @returns whether it is saved */
  readonly save: () => Promise<boolean>;
  readonly discard: () => void;
}

interface Work {
  readonly saved: RoomPlan | undefined;
  readonly edits: readonly RoomEdit[];
  readonly isSaving: boolean;
  readonly failure: Failure | undefined;
  readonly isMerged: boolean;
}

const NOTHING: Work = { saved: undefined, edits: [], isSaving: false, failure: undefined, isMerged: false };

/**
 * The class's rooms, to view and edit. Reloaded when the instructor comes back, unless there are unsaved edits; those are kept for the tab, so that
 * leaving the screen loses none.
 */
export function useRooms(): RoomsControl {
  const { api, tabStore, page } = usePorts();
  const { classId } = useBoard();
  const kept = `room-edits-${classId}`;
  const [work, setWork] = useState<Work>(() => ({ ...NOTHING, edits: readEdits(tabStore.read(kept)) }));
  const [isResumed] = useState(work.edits.length > 0);
  const change = useCallback((part: Partial<Work>) => setWork(before => ({ ...before, ...part })), []);
  useLoading(classId, setWork);
  const { saved, edits } = work;
  useEffect(() => tabStore.write(kept, JSON.stringify(edits)), [tabStore, kept, edits]);
  const hasEdits = edits.length > 0;
  useEffect(() => (hasEdits ? page.askBeforeClosing() : undefined), [page, hasEdits]);
  const rooms = useMemo(() => saved && edits.reduce(applyEdit, saved.rooms), [saved, edits]);
  const edit = useCallback(
    (edit: RoomEdit) => setWork(before => ({ ...before, edits: [...before.edits, edit], failure: undefined, isMerged: false })),
    [],
  );
  const save = useCallback(async () => {
    if (saved === undefined) {
      return false;
    }
    change({ isSaving: true, failure: undefined });
    const { base, outcome, isMerged } = await saveEdits(api, classId, saved, edits);
    change(
      outcome.ok
        ? { saved: outcome.value, edits: [], isSaving: false, isMerged }
        : { saved: base, isSaving: false, failure: outcome.failure },
    );
    return outcome.ok;
  }, [api, classId, saved, edits, change]);
  const discard = useCallback(() => change({ edits: [], failure: undefined }), [change]);
  const { isSaving, failure, isMerged } = work;
  return { rooms, hasEdits, isResumed: isResumed && hasEdits, isSaving, failure, isMerged, edit, save, discard };
}

function readEdits(text = '[]'): readonly RoomEdit[] {
  try {
    const edits: unknown = JSON.parse(text);
    return Array.isArray(edits) ? (edits as readonly RoomEdit[]) : [];
  } catch {
    return [];
  }
}

function useLoading(classId: string, setWork: (of: (before: Work) => Work) => void): void {
  const { api, page } = usePorts();
  const newest = useRef(0);
  useEffect(() => {
    const load = async (): Promise<void> => {
      const turn = ++newest.current;
      const outcome = await api.getRooms(classId);
      setWork(before => {
        const hasBase = before.saved !== undefined;
        const isOutdated = turn !== newest.current || (hasBase && before.edits.length > 0) || before.isSaving;
        return isOutdated
          ? before
          : { ...before, ...(outcome.ok ? { saved: outcome.value, failure: undefined } : { failure: outcome.failure }) };
      });
    };
    void load();
    const stop = page.onReturn(() => void load());
    return () => {
      newest.current += 1;
      stop();
    };
  }, [api, page, classId, setWork]);
}
