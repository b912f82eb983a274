import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeEvent } from '../../ui/panel/event-words';
import { english } from '../../jupyter/fixtures/english';
import { checkEvent, EVENT_TYPES } from './event';

/** The table of events in docs/protocol.md. */
const told = /^\| type \| data beyond that \|\n(?:\|.*\n)+/mu.exec(readFileSync('docs/protocol.md', 'utf8'))?.[0] ?? '';

describe.each(EVENT_TYPES)('the event %s', type => {
  it('is sound', () => {
    expect(checkEvent({ seq: 1, type, time: '2026-12-01T09:00:00.000Z', data: {} })).toHaveProperty('json');
  });

  it('has words for the student whose it is', () => {
    expect(describeEvent(JSON.stringify({ type, data: {} }), english).what).not.toBe(type);
  });

  it('stands in the wire protocol’s table', () => {
    expect(told).toContain(`\`${type}\``);
  });
});
