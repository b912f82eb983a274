const OLDEST_MAJOR = 22;
/** From here on `node:sqlite` needs no flag. */
const OLDEST_MINOR = 13;

/** A sentence for whoever starts the program with a Node that is too old; undefined if it is new enough. */
export function describeOldNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST_MAJOR || (major === OLDEST_MAJOR && minor < OLDEST_MINOR);
  return isOld
    ? `Node ${String(OLDEST_MAJOR)}.${String(OLDEST_MINOR)} or newer is needed (this is ${version}). Get one from https://nodejs.org.`
    : undefined;
}
