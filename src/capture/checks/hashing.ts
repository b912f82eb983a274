/** What knows a cell that was handed out by its hash. Loaded where a notebook or the class's policy has hashes, and not with capture. */
export { hasOwnChecksum } from './nbgrader-checksum';
export { placeholderHash } from './placeholder-hash';
