/** Callers without a right. None of them may do anything but report, and that as themselves. */
export const OUTSIDERS = ['nobody', 'student', 'neighbour', 'forged', 'edited', 'unsigned', 'cookie', 'garbage'] as const;
/** And one who may do everything: what they send is read and checked, and not refused at the door. */
export type CallerName = (typeof OUTSIDERS)[number] | 'owner';

const REPORTING: ReadonlySet<CallerName> = new Set(['student', 'neighbour']);

export const mayReport = (caller: CallerName): boolean => REPORTING.has(caller);

/** The tokens that each caller may come with; students are many, so that the limit of one is not all that is met. */
export type Credentials = Readonly<Record<CallerName, readonly string[]>>;

/** @param students tokens of the class that all knock at @param neighbours tokens of another class */
export function makeCredentials(
  students: readonly string[],
  neighbours: readonly string[],
  canaryClass: string,
  ownerToken: string,
): Credentials {
  return {
    owner: [ownerToken],
    nobody: [''],
    student: students,
    neighbour: neighbours,
    forged: students.map(token => withPart(token, 2, 'A'.repeat(43))),
    edited: students.map(token => withPart(token, 1, editClaims(token, { class: canaryClass, scope: 'instructor', role: 'owner' }))),
    unsigned: students.map(token => withPart(withPart(token, 0, encode({ alg: 'none', typ: 'JWT' })), 2, '')),
    cookie: students,
    garbage: ['x', 'a.b.c', '\u0000', 'Bearer Bearer', '..', 'x'.repeat(4000), '%s%n'],
  };
}

/** How a caller shows its right to ask; no header of nobody. */
export function credentialHeader(caller: CallerName, token: string): readonly (readonly [string, string])[] {
  switch (caller) {
    case 'nobody':
      return [];
    case 'cookie':
      return [['cookie', `cell_monitor_session=${token}`]];
    case 'owner':
    case 'student':
    case 'neighbour':
    case 'forged':
    case 'edited':
    case 'unsigned':
    case 'garbage':
      return [['authorization', `Bearer ${token}`]];
  }
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function editClaims(token: string, claims: object): string {
  const [, payload = ''] = token.split('.');
  const own = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  return encode({ ...own, ...claims });
}

function withPart(token: string, place: number, part: string): string {
  return token.split('.').with(place, part).join('.');
}
