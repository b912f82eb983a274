import { isObject } from '../../protocol';
import { capText } from '../masking/plain-text';

const TAG_PREFIX = 'exercise:';
const NAME_LENGTH = 200;

/**
 * The author's own name for a cell's exercise: nbgrader's `grade_id` of a cell with a solution (its tests and locked cells have ids, too), else
 * the first tag `exercise:NAME`, else undefined. Takes the cell's metadata of those two names, as untrusted as any.
 */
export function findExercise(metadata: { readonly nbgrader: unknown; readonly tags: unknown }): string | undefined {
  const name = gradeId(metadata.nbgrader) ?? taggedName(metadata.tags);
  return name === undefined ? undefined : capText(name, NAME_LENGTH);
}

function gradeId(nbgrader: unknown): string | undefined {
  return isObject(nbgrader) && nbgrader['solution'] === true ? asName(nbgrader['grade_id']) : undefined;
}

function taggedName(tags: unknown): string | undefined {
  if (!Array.isArray(tags)) {
    return undefined;
  }
  const names = (tags as unknown[])
    .filter(tag => typeof tag === 'string')
    .filter(tag => tag.startsWith(TAG_PREFIX))
    .map(tag => asName(tag.slice(TAG_PREFIX.length)));
  return names.find(name => name !== undefined);
}

function asName(value: unknown): string | undefined {
  const name = typeof value === 'string' ? value.trim() : '';
  return name === '' ? undefined : name;
}
