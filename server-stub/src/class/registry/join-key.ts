/** What two join codes share when they are the same to a person: case, surrounding space and full-width letters do not matter. */
export function joinKey(joinCode: string): string {
  return joinCode.normalize('NFKC').trim().toLowerCase();
}
