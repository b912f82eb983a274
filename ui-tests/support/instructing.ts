/** Does something as the owner of the class, through the API. @throws Error when the server does not take it */
export async function instruct(url: string, token: string, method: string, path: string, body: object | string): Promise<void> {
  const isFile = typeof body === 'string';
  const headers = { authorization: `Bearer ${token}`, 'content-type': isFile ? 'text/csv' : 'application/json' };
  const response = await fetch(`${url}/api/v1${path}`, { method, headers, redirect: 'error', body: isFile ? body : JSON.stringify(body) });
  if (!response.ok) {
    throw new Error(`${method} ${path} was answered ${String(response.status)}: ${await response.text()}`);
  }
}
