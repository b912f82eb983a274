import { randomBytes } from 'node:crypto';
import type { EnrolmentReply, EnrolmentRequest, OrdinaryEvent } from '../../../src/protocol';

/** 128 random bits in base64url. */
const randomId = (): string => randomBytes(16).toString('base64url');

type Reported = Pick<OrdinaryEvent, 'type' | 'data'>;

export type Joined = Pick<EnrolmentReply, 'token' | 'studentId'>;

/** Lets a student join and report, through the API like anybody. @throws Error when the server does not take it */
export async function report(url: string, student: Omit<EnrolmentRequest, 'deviceId'>, reported: readonly Reported[]): Promise<void> {
  const joined = await joinClass(url, { ...student, deviceId: randomId() });
  const time = new Date().toISOString();
  await sendBatch(
    url,
    joined,
    randomId(),
    reported.map((event, index) => ({ ...event, time, seq: index + 1 })),
  );
}

/** @throws Error when the server does not take it */
export async function joinClass(url: string, student: EnrolmentRequest): Promise<Joined> {
  return (await post(`${url}/api/v1/enrolments`, student)) as EnrolmentReply;
}

/** Sends events that are numbered already. @param present what the page says of now @throws Error when the server does not take them */
export async function sendBatch(
  url: string,
  { token }: Joined,
  sid: string,
  events: readonly object[],
  present: object = {},
): Promise<void> {
  await post(`${url}/api/v1/batches`, { v: 1, sid, oldest: 1, sentAt: new Date().toISOString(), events, ...present }, token);
}

async function post(url: string, body: object, token?: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { method: 'POST', headers, redirect: 'error', body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${url} answered ${String(response.status)}: ${text}`);
  }
  return JSON.parse(text);
}
