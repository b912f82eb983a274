import { nameOf } from '../model/names';
import { t } from '../../text/translate';
import { failureName } from './failing-check';
import type { Trouble } from './need';
import { kindOf, NEED_KINDS, type NeedKind } from './need-kinds';

const NAMES_SHOWN = 4;

/** How many of a team's members need somebody for which main reason. */
export function teamKinds(troubles: readonly Trouble[]): string {
  const counts = NEED_KINDS.map(kind => [kind, troubles.filter(trouble => kindOf(trouble) === kind).length] as const);
  return kindsText(counts, (kind, text) => (kind === 'stuck' ? withErrors(text, troubles) : text));
}

/** How many there are of each kind. Of several kinds it says that these are main reasons: who calls may have no kernel either. */
export function kindsText(
  counts: readonly (readonly [kind: NeedKind, n: number])[],
  describe = (_: NeedKind, text: string): string => text,
): string {
  const there = counts.filter(([, n]) => n > 0);
  const kinds = there.map(([kind, n]) => describe(kind, t(`now.kinds.${kind}`, { n }))).join(t('common.listSeparator'));
  return there.length > 1 ? t('now.byReason', { kinds }) : kinds;
}

/** With the errors that they fail with, the most frequent first. */
function withErrors(text: string, troubles: readonly Trouble[]): string {
  const stuck = troubles.filter(trouble => kindOf(trouble) === 'stuck');
  const byName = Map.groupBy(stuck, ({ entry, check }) => failureName(entry.student, check));
  const names = [...byName].toSorted(([, a], [, b]) => b.length - a.length).map(([name]) => name);
  const known = names.filter(Boolean).slice(0, 2);
  return known.length === 0 ? text : t('now.withErrors', { text, errors: known.join(t('common.listSeparator')) });
}

/** Who they are, as many as there is room for. */
export function membersOf(troubles: readonly Trouble[]): string {
  const names = troubles.slice(0, NAMES_SHOWN).map(({ entry }) => nameOf(entry.student));
  const more = troubles.length - names.length;
  return [...names, ...(more > 0 ? [t('now.more', { n: more })] : [])].join(t('common.listSeparator'));
}
