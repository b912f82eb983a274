import type { ClassRecord } from '../../class/registry/registry';
import { SettingsError } from '../../config/setting';
import { printable } from '../../platform/printable';

/** The class of that id, or the only one. @throws SettingsError that lists them */
export function chooseClass(classes: readonly ClassRecord[], id: string | undefined): ClassRecord {
  const [first, ...others] = classes;
  if (first === undefined) {
    throw new SettingsError('There is no class yet: the server makes the first one when it starts. Start it, and run this again.');
  }
  if (id === undefined && others.length === 0) {
    return first;
  }
  const chosen = classes.find(known => known.id === id);
  if (chosen === undefined) {
    const problem = id === undefined ? 'There are several classes. Choose one' : `There is no class "${printable(id)}". There is`;
    throw new SettingsError([`${problem}:`, ...classes.map(describe)].join('\n'));
  }
  return chosen;
}

/** A class and the folder of its notebooks, empty for everywhere. */
export interface PlacedClass {
  readonly record: ClassRecord;
  readonly folder: string;
}

/**
 * The classes of `ID`, `ID=FOLDER` or several with commas between them, or the only one.
 * @throws SettingsError when one is not there, or two would have the same folder
 */
export function choosePlacedClasses(classes: readonly ClassRecord[], text: string | undefined): readonly [PlacedClass, ...PlacedClass[]] {
  const [first, ...others] = (text ?? '').split(',').map(part => place(classes, part.trim())) as [PlacedClass, ...PlacedClass[]];
  const folders = [first, ...others].map(({ folder }) => folder);
  if (new Set(folders).size < folders.length) {
    throw new SettingsError('Each of several classes needs a folder of its own: --class python=courses/python,r=courses/r');
  }
  return [first, ...others];
}

function place(classes: readonly ClassRecord[], part: string): PlacedClass {
  const [id = '', ...folder] = part.split('=');
  const parts = folder.join('=').split('/');
  return { record: chooseClass(classes, id === '' ? undefined : id), folder: parts.filter(name => name !== '' && name !== '.').join('/') };
}

const describe = ({ id, name }: ClassRecord): string => `  --class ${id}   ${printable(name)}`;
