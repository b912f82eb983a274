import type { HttpAnswer } from './http-answer';

type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Asks the server that served the page; a body is sent as JSON, a CSV file as it is. Resolves to undefined when no answer came. */
export type Http = (method: HttpMethod, path: string, body?: unknown) => Promise<HttpAnswer | undefined>;

const TIMEOUT_MS = 10_000;

/** Resolves an API path such as `api/v1/classes` against the page, which may live below a hub's prefix. */
export function addressOf(path: string): string {
  return new URL(path, document.baseURI).href;
}

export const browserHttp: Http = async (method, path, body) => {
  try {
    const response = await fetch(addressOf(path), {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      // What an instructor writes, and what a class's answer says, goes to and comes from our server alone.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && toContent(body)),
    });
    return { status: response.status, body: await readJson(response) };
  } catch {
    return undefined;
  }
};

function toContent(body: unknown): { readonly headers: Record<string, string>; readonly body: BodyInit } {
  return body instanceof Blob
    ? { headers: { 'Content-Type': 'text/csv' }, body }
    : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

/** The body as JSON, or undefined: a proxy's error page is as good as no body. */
export async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
