/**
 * The class that a notebook belongs to: the one with the most specific folder that holds it, the first of several with the same.
 * @param notebook its path, relative to the root of the Jupyter server
 */
export function ownerOf<Class extends { readonly folder: string }>(notebook: string, classes: readonly Class[]): Class | undefined {
  const depth = ({ folder }: Class) => toParts(folder).length;
  const holders = classes.filter(({ folder }) => isWithinFolder(notebook, folder));
  return holders.find(holder => holders.every(other => depth(other) <= depth(holder)));
}

/** Whether a path lies in the folder or below it. Written like `courses/python`; slashes around it and a leading `./` do not matter. */
export function isWithinFolder(path: string, folder: string): boolean {
  const within = toParts(folder);
  const place = toParts(path);
  const isBelow = place.length > within.length && !place.includes('..');
  return within.length === 0 || (isBelow && within.every((part, index) => part === place[index]));
}

/** A folder as it is written everywhere: `courses/python`. */
export function toFolder(path: string): string {
  return toParts(path).join('/');
}

function toParts(path: string): string[] {
  return path
    .trim()
    .split('/')
    .filter(part => part !== '' && part !== '.');
}
