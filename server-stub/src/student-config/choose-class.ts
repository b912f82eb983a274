import type { ClassRecord } from '../registry/registry';
import { SettingsError } from '../settings/setting';
import { printable } from '../welcome';

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

const describe = ({ id, name }: ClassRecord): string => `  --class ${id}   ${printable(name)}`;
