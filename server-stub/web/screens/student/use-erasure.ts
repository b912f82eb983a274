import { useCallback, useState } from 'react';
import type { StudentState } from '../../../../src/protocol';
import type { Failure, Outcome } from '../../api/outcome';
import { nameOf } from '../../class/model/names';
import { usePorts } from '../../ports';
import { parseRoute } from '../../routing/route';
import { useRoute } from '../../routing/use-route';

export interface Erasure {
  /** Whose data was erased a moment ago, by the name that was shown; until `endNotice`. */
  readonly erasedName: string | undefined;
  readonly endNotice: () => void;
  /** Why the last erasure is not finished, if it was this student's: they may be gone from the board all the same. */
  readonly failureOf: (studentId: string | undefined) => Failure | undefined;
  readonly conclude: (student: StudentState, outcome: Outcome<true>) => void;
}

/** What came of an erasure. It outlives the student's part of the drawer, which goes with the student; the drawer closes when all is erased. */
export function useErasure(): Erasure {
  const { addressBar } = usePorts();
  const { replaceWith } = useRoute();
  const [erasedName, setErasedName] = useState<string>();
  const [failed, setFailed] = useState<{ readonly studentId: string; readonly failure: Failure }>();
  const conclude = (student: StudentState, outcome: Outcome<true>): void => {
    const { studentId } = student;
    setFailed(outcome.ok ? undefined : { studentId, failure: outcome.failure });
    if (!outcome.ok) {
      return;
    }
    setErasedName(nameOf(student));
    // Another student may have been opened meanwhile.
    const route = parseRoute(addressBar.fragment);
    if (route.studentId === studentId) {
      replaceWith({ ...route, studentId: undefined });
    }
  };
  return {
    erasedName,
    endNotice: useCallback(() => setErasedName(undefined), []),
    failureOf: studentId => (failed !== undefined && failed.studentId === studentId ? failed.failure : undefined),
    conclude,
  };
}
