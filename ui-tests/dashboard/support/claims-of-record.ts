/** An instructor's answer to a call, as an export tells it. */
export interface StepOfExport {
  readonly id: string;
  readonly helpId: string;
  readonly step: string;
  readonly by: { readonly id: string; readonly name: string };
}

/** The steps in a record that should not be there: twice, or against the claim of somebody else; in the log's order. */
export function checkSteps(steps: readonly StepOfExport[]): readonly string[] {
  const holders = new Map<string, string>();
  const ids = new Set<string>();
  const wrong: string[] = [];
  for (const { id, helpId, step, by } of steps) {
    const holder = holders.get(helpId);
    if (ids.has(id) || (holder !== undefined && holder !== by.id && step !== 'taken over')) {
      wrong.push(`${step} of ${helpId} by ${by.name}`);
    }
    ids.add(id);
    if (step === 'claimed' || step === 'taken over') {
      holders.set(helpId, by.id);
    } else {
      holders.delete(helpId);
    }
  }
  return wrong;
}
