import { SignJWT, UnsecuredJWT } from 'jose';
import type { ClassSummary, NewInstructor, Role } from '../../../src/protocol';
import { type Classroom, DEVICE, INSTRUCTOR_TOKEN, OTHER_DEVICE, SIGNING_KEY } from './classroom';

/** Everybody who may knock. */
export const CALLERS = ['none', 'student', 'other', 'revoked', 'expired', 'viewer', 'assistant', 'owner', 'forged', 'algNone'] as const;
export type Caller = (typeof CALLERS)[number];

/** The token that each of them brings. */
export type Tokens = Readonly<Record<Caller, string | undefined>>;

/** Gives a class with a student, another class with another one, and everybody's token. */
export async function inviteCallers(room: Classroom): Promise<Tokens> {
  const { token: student } = await room.enrol('ada');
  const second = (await room.asInstructor('POST', '/classes', { name: 'Second' })).json<ClassSummary>();
  const { token: other } = await room.enrol('bob', { joinCode: second.joinCode, deviceId: OTHER_DEVICE });
  const { token: revoked } = await room.enrol('carol');
  await room.asInstructor('DELETE', '/classes/default/enrolments/carol');
  return {
    none: undefined,
    student,
    other,
    revoked,
    expired: await forgeToken(room, { expiresInS: -60 }),
    viewer: await instructorToken(room, 'viewer'),
    assistant: await instructorToken(room, 'assistant'),
    owner: INSTRUCTOR_TOKEN,
    forged: await forgeToken(room, { secret: new Uint8Array(32).fill(9) }),
    algNone: new UnsecuredJWT({ scope: 'ingest', class: 'default', team: '', device: DEVICE, policy: 1 })
      .setIssuer('cell-monitor')
      .setSubject('ada')
      .setJti('j')
      .setIssuedAt(Math.floor(room.clock.wallMs() / 1000))
      .setExpirationTime(Math.floor(room.clock.wallMs() / 1000) + 3600)
      .encode(),
  };
}

export async function addInstructor(room: Classroom, role: Role, name: string = role): Promise<NewInstructor> {
  return (await room.asInstructor('POST', '/instructors', { name, role })).json();
}

async function instructorToken(room: Classroom, role: Role): Promise<string> {
  return (await addInstructor(room, role)).token;
}

interface Forgery {
  readonly claims?: object;
  readonly kid?: string;
  readonly secret?: Uint8Array;
  readonly expiresInS?: number;
}

/** A student's token as the server would sign it for ada, but for what is given. */
function forgeToken(room: Classroom, { claims = {}, kid = SIGNING_KEY.kid, secret = SIGNING_KEY.secret, expiresInS = 3600 }: Forgery) {
  const nowS = Math.floor(room.clock.wallMs() / 1000);
  return new SignJWT({ scope: 'ingest', class: 'default', team: '', device: DEVICE, policy: 1, ...claims })
    .setProtectedHeader({ alg: 'HS256', kid })
    .setIssuer('cell-monitor')
    .setSubject('ada')
    .setJti('j')
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + expiresInS)
    .sign(secret);
}
