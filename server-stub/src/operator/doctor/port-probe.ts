import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { createServer } from 'node:net';
import { API_PREFIX, isObject } from '../../../../src/protocol';
import type { Config } from '../../config/config';
import { isEveryAddress, toHttpAddress } from '../../platform/addresses';
import type { PortReport } from './entrance-rules';

const TIME_LIMIT_MS = 3000;

/** Tries to listen where the server would; if something does so already, asks it whether it is ours. */
export async function probePort({ host, port, baseUrl, tlsCert }: Config): Promise<PortReport> {
  if (port === 0) {
    return { kind: 'any' };
  }
  const code = await tryToListen(host, port);
  if (code === undefined) {
    return { kind: 'free' };
  }
  const origin = toHttpAddress(isEveryAddress(host) ? 'localhost' : host, port, tlsCert === undefined ? 'http' : 'https');
  const url = origin + baseUrl.slice(0, -1);
  return (code === 'EADDRINUSE' ? await askOurs(url) : undefined) ?? { kind: 'unusable', reason: REASONS[code] ?? code };
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has it',
  EACCES: 'this user may not use it; ports below 1024 need root or a capability',
  EADDRNOTAVAIL: 'this machine does not have the address',
  ENOTFOUND: 'the host name is not known',
};

/** @returns the code of the failure, or undefined when it worked */
function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

async function askOurs(url: string): Promise<PortReport | undefined> {
  // The certificate's name is the public one, and not this machine's.
  const live = await ask(`${url}${API_PREFIX}/health/live`, false);
  if (!isLive(live)) {
    return undefined;
  }
  const ready = await ask(`${url}${API_PREFIX}/health/ready`, false);
  const reasons = typeof ready !== 'string' && isObject(ready.body) && Array.isArray(ready.body['reasons']) ? ready.body['reasons'] : [];
  return { kind: 'ours', reasons: reasons.map(String) };
}

/** Why the address does not lead to a server of ours; undefined when it does. */
export async function probePublicUrl(publicUrl: string): Promise<string | undefined> {
  const answer = await ask(`${publicUrl}${API_PREFIX}/health/live`, true);
  if (typeof answer === 'string') {
    return answer;
  }
  return isLive(answer) ? undefined : `something else answers there, with status ${String(answer.status)}`;
}

/** What answered at an address. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const isLive = (answer: Answer | string): boolean =>
  typeof answer !== 'string' && isObject(answer.body) && answer.body['status'] === 'live';

/** @returns the answer, or in words why there is none */
export function ask(url: string, isCertificateChecked: boolean, headers: Readonly<Record<string, string>> = {}): Promise<Answer | string> {
  return new Promise(resolve => {
    const onReply = (reply: IncomingMessage): void => {
      let text = '';
      reply.setEncoding('utf8').on('data', chunk => (text += String(chunk).slice(0, 10_000)));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body: parseJson(text) }));
    };
    const request = url.startsWith('https:')
      ? getHttps(url, { timeout: TIME_LIMIT_MS, headers, rejectUnauthorized: isCertificateChecked }, onReply)
      : getHttp(url, { timeout: TIME_LIMIT_MS, headers }, onReply);
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', error => resolve((error as NodeJS.ErrnoException).code ?? error.message));
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
