/** How the bytes of a picture begin, in hexadecimal. Never SVG: that is a document, which may hold scripts. */
const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  png: /^89504e470d0a1a0a/u,
  jpeg: /^ffd8ff/u,
  webp: /^52494646.{8}57454250/u,
};

const DATA_URL = /^data:image\/(png|jpeg|webp);base64,(?:[A-Za-z\d+/]{4})+(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/u;
const FIRST_CHARACTERS = 16;

/** Whether a value is a `data:` URL of a picture that is what it says it is. */
export function isPicture(value: unknown): boolean {
  const [, type = ''] = (typeof value === 'string' ? DATA_URL.exec(value) : undefined) ?? [];
  return BEGINNINGS[type]?.test(firstBytes(value as string)) === true;
}

function firstBytes(url: string): string {
  const start = url.indexOf(',') + 1;
  return Buffer.from(url.slice(start, start + FIRST_CHARACTERS), 'base64').toString('hex');
}
