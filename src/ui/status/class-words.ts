import { describeStatus, describeTooltip, type StatusWords } from './status-words';
import type { StatusShape } from '../shared/icons';
import type { MembershipFacts } from '../../classes/membership';
import type { Words } from '../../jupyter/words';

/** How one class of several stands. */
export interface ClassFacts extends MembershipFacts {
  /** Empty for the class of all notebooks that are in no other's folder. */
  readonly folder: string;
}

/** Most urgent first. */
const URGENCY: readonly StatusShape[] = ['attention', 'offline', 'waiting', 'paused', 'join', 'good'];

/** What a class is called beside the student's others: each has a folder of its own. */
export function nameClass(folder: string, words: Words): string {
  return folder === '' ? words.__('All other notebooks') : folder;
}

/** What the status item says: everything about a single class, or the most urgent of several. */
export function describeClasses(classes: readonly [ClassFacts, ...ClassFacts[]], words: Words): StatusWords {
  const [first, ...others] = classes.map(facts => describeStatus(facts, words)) as [StatusWords, ...StatusWords[]];
  const worst = others.reduce((a, b) => (URGENCY.indexOf(b.shape) < URGENCY.indexOf(a.shape) ? b : a), first);
  return others.length === 0 ? first : { ...worst, label: words.__('%1 · %2 classes', worst.label, classes.length) };
}

/** How things stand, for a screen reader: without the counts, which change with every report. */
export function describeForAnnouncement(classes: readonly [ClassFacts, ...ClassFacts[]], words: Words): string {
  const [first, ...others] = classes.map(facts => ({ ...facts, status: { ...facts.status, waiting: 0 } })) as [ClassFacts, ...ClassFacts[]];
  return describeClasses([first, ...others], words).label;
}

/** The status item's tooltip: each class under its name, where there are several. */
export function describeClassesTooltip(
  classes: readonly [ClassFacts, ...ClassFacts[]],
  words: Words,
  formatTime: (ms: number) => string,
): string {
  const tooltips = classes.map(facts => {
    const tooltip = describeTooltip(facts, words, formatTime);
    return classes.length === 1 ? tooltip : `${nameClass(facts.folder, words)}\n${tooltip}`;
  });
  return tooltips.join('\n\n');
}
