import type { Readable } from 'node:stream';
import type { ClassDelta, ClassState } from '../../../src/protocol';
import { type Classroom, INSTRUCTOR_TOKEN } from './classroom';

export type FeedEvent =
  | { readonly id: string; readonly event: 'snapshot'; readonly data: ClassState }
  | { readonly id: string; readonly event: 'delta'; readonly data: ClassDelta };

/** A dashboard's end of a feed. */
export class FeedReader {
  text = '';

  private constructor(
    readonly stream: Readable,
    readonly headers: Record<string, unknown>,
  ) {
    stream.setEncoding('utf8').on('data', chunk => (this.text += String(chunk)));
    stream.on('error', () => undefined);
  }

  static async open(room: Classroom, lastEventId?: string, token = INSTRUCTOR_TOKEN, query = ''): Promise<FeedReader> {
    const headers = { authorization: `Bearer ${token}`, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
    const reply = await room.app.inject({
      method: 'GET',
      url: `/api/v1/classes/${room.class.id}/feed${query}`,
      headers,
      payloadAsStream: true,
    });
    const reader = new FeedReader(reply.stream(), reply.headers);
    await room.clock.advance(0);
    return reader;
  }

  /** A dashboard that nobody sees. */
  static openInBackground(room: Classroom, lastEventId?: string): Promise<FeedReader> {
    return FeedReader.open(room, lastEventId, INSTRUCTOR_TOKEN, '?background=1');
  }

  get events(): FeedEvent[] {
    return this.text
      .split('\n\n')
      .filter(block => block.includes('event: '))
      .map(block => {
        const field = (name: string): string =>
          block
            .split('\n')
            .find(line => line.startsWith(`${name}: `))
            ?.slice(name.length + 2) ?? '';
        return { id: field('id'), event: field('event'), data: JSON.parse(field('data')) as unknown } as FeedEvent;
      });
  }

  get last(): FeedEvent {
    const event = this.events.at(-1);
    if (event === undefined) {
      throw new Error('the feed has said nothing yet');
    }
    return event;
  }

  /** What a dashboard shows that merges every delta into its snapshot. */
  merged(): { students: Map<string, unknown>; totals: unknown } {
    const students = new Map<string, unknown>();
    let totals: unknown;
    for (const { event, data } of this.events) {
      if (event === 'snapshot') {
        students.clear();
      }
      for (const student of data.students) {
        students.set(student.studentId, student);
      }
      ({ totals } = data);
    }
    return { students, totals };
  }

  leave(): void {
    this.stream.destroy();
  }
}
