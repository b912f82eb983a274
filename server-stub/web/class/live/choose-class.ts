import type { ClassSummary } from '../../../../src/protocol';

/** The class that the address names, else the first. */
export function chooseClass(classes: readonly ClassSummary[], classId: string | undefined): ClassSummary | undefined {
  return classes.find(({ id }) => id === classId) ?? classes[0];
}
