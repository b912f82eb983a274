const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Whether objects and arrays in a JSON text nest deeper than `limit`, without parsing it. What is no JSON may be called either. */
export function isNestedBeyond(json: Uint8Array, limit: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < json.length && depth <= limit; at++) {
    const byte = json[at] ?? 0;
    if (byte === BACKSLASH) {
      at += 1;
    } else if (byte === QUOTE) {
      isInText = !isInText;
    } else if (!isInText) {
      depth += Number(OPENING.has(byte)) - Number(CLOSING.has(byte));
    }
  }
  return depth > limit;
}
