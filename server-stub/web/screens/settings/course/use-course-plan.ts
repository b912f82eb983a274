import { useCallback, useEffect, useState } from 'react';
import type { CoursePlan, PlannedNotebook } from '../../../../../src/protocol';
import type { Failure } from '../../../api/outcome';
import { usePorts } from '../../../ports';
import { keepSaid } from './edit-plan';
import { readNotebookFile } from './notebook-cells';
import { planNotebook } from './plan-notebook';
import { findSourceSigns, type SourceSign } from './source-version';

/** A notebook that was chosen and is not sent yet. */
export interface ReadNotebook {
  readonly notebook: PlannedNotebook;
  readonly signs: readonly SourceSign[];
}

type CourseStep =
  | { readonly kind: 'waiting' | 'busy' | 'saved' | 'unreadable' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | ({ readonly kind: 'read' } & ReadNotebook);

export interface CourseControl {
  /** As the server has it; undefined before it has told. */
  readonly plan: CoursePlan | undefined;
  readonly step: CourseStep;
  /** Reads a file on this page; nothing of it is sent. */
  readonly read: (file: File) => Promise<void>;
  readonly show: (step: CourseStep) => void;
  /** Replaces the whole plan. */
  readonly save: (plan: CoursePlan) => Promise<void>;
}

/** Notebooks are text; what is larger is mostly pictures. */
const MAX_FILE_BYTES = 50 * 1024 * 1024;

export function useCoursePlan(classId: string): CourseControl {
  const { api } = usePorts();
  const [plan, setPlan] = useState<CoursePlan>();
  const [step, setStep] = useState<CourseStep>({ kind: 'waiting' });

  useEffect(() => {
    let isShown = true;
    void api.getCoursePlan(classId).then(answer => {
      if (isShown && answer.ok) {
        setPlan(answer.value);
      } else if (isShown && !answer.ok) {
        setStep({ kind: 'failed', failure: answer.failure });
      }
    });
    return () => {
      isShown = false;
    };
  }, [api, classId]);

  const read = useCallback(
    async (file: File) => {
      const notebook = file.size > MAX_FILE_BYTES ? undefined : readNotebookFile(await file.text());
      if (notebook === undefined) {
        setStep({ kind: 'unreadable' });
        return;
      }
      const planned = keepSaid(plan ?? { notebooks: [] }, planNotebook(file.name, notebook));
      setStep({ kind: 'read', notebook: planned, signs: findSourceSigns(notebook) });
    },
    [plan],
  );

  const save = useCallback(
    async (changed: CoursePlan) => {
      setStep({ kind: 'busy' });
      const answer = await api.putCoursePlan(classId, changed);
      if (answer.ok) {
        setPlan(answer.value);
      }
      setStep(answer.ok ? { kind: 'saved' } : { kind: 'failed', failure: answer.failure });
    },
    [api, classId],
  );

  return { plan, step, read, show: setStep, save };
}
