import type { EventPages } from './record-reading';

/** One JSON object on each line. */
export async function* toNdjson(pages: EventPages): AsyncGenerator<string, void, undefined> {
  for await (const page of pages) {
    if (page.length > 0) {
      yield `${page.map(event => JSON.stringify(event)).join('\n')}\n`;
    }
  }
}
