import { describe, expect, it } from 'vitest';
import type { Room } from '../../../../src/protocol';
import { checkRoomPlan } from './check-rooms';

const base64 = (...bytes: (number | string)[]): string =>
  Buffer.concat(bytes.map(part => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part, 'latin1')))).toString('base64');

const PNG = base64(0x89, 'PNG\r\n\u001A\n', 'the rest of it');
const JPEG = base64(0xff, 0xd8, 0xff, 0xe0, 'the rest of it');
const WEBP = base64('RIFF', 1, 2, 3, 4, 'WEBPVP8 ', 'the rest');
const SVG = base64('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');

const room = (words: object = {}): object => ({ id: 'hall', name: 'Hall', places: [{ team: 'Red', x: 0, y: 1 }], ...words });
const flawsOf = (...rooms: unknown[]): unknown => {
  const checked = checkRoomPlan({ revision: 0, rooms });
  return checked.ok ? [] : checked.errors;
};

describe('rooms', () => {
  it('are taken without what nobody knows', () => {
    const [png, jpeg] = [`data:image/png;base64,${PNG}`, `data:image/jpeg;base64,${JPEG}`];
    const rooms = [room({ plan: png, extra: 1 }), room({ id: 'b', plan: jpeg }), room({ id: 'c', plan: `data:image/webp;base64,${WEBP}` })];
    const checked = checkRoomPlan({ revision: 3, rooms, extra: 1 });

    expect(checked.ok && checked.value.revision).toBe(3);
    expect(checked.ok && checked.value.rooms[0]).toEqual(room({ plan: png }));
    expect(checkRoomPlan({ revision: 0, rooms: [] })).toEqual({ ok: true, value: { revision: 0, rooms: [] } });
  });

  it.each([
    ['an SVG', `data:image/svg+xml;base64,${SVG}`],
    ['an SVG that says it is a PNG', `data:image/png;base64,${SVG}`],
    ['a PNG that says it is a JPEG', `data:image/jpeg;base64,${PNG}`],
    ['an SVG after the parameters of a PNG', `data:image/png;base64,${PNG}" onerror="alert(1)`],
    ['text', `data:image/png,${SVG}`],
    ['a page', `data:text/html;base64,${SVG}`],
    ['an address', 'https://example.org/plan.png'],
    ['a script', 'javascript:alert(1)'],
    ['nothing', ''],
    ['a picture without bytes', 'data:image/png;base64,'],
    ['cut base64', `data:image/png;base64,${PNG.slice(0, -3)}`],
    ['a number', 7],
    ['null', null],
  ])('have no plan that is %s', (_what, plan) => {
    expect(flawsOf(room({ plan }))).toEqual([
      { path: 'rooms[0].plan', message: 'must be a PNG, JPEG or WebP picture as a data: URL in base64' },
    ]);
  });

  it('have no plan that is too large', () => {
    expect(flawsOf(room({ plan: `data:image/png;base64,${PNG}${'A'.repeat(512 * 1024)}` }))).toMatchObject([{ path: 'rooms[0].plan' }]);
  });

  it('are named one by one where they are wrong', () => {
    const flaws = flawsOf(
      room({ id: '' }),
      room({ id: 'b', name: 'x'.repeat(61) }),
      room({ id: 'b', name: 'a\u202Eb\n' }),
      room({
        id: 'd',
        places: [
          { team: 'Red', x: 1.1, y: 0 },
          { team: 'Red', x: 0, y: 0 },
          { team: '', x: 0, y: 0 },
          { team: 'Blue', x: Number.NaN, y: 0 },
          null,
        ],
      }),
      room({ id: 'e', places: 'all' }),
      'room',
    );

    expect((flaws as { path: string }[]).map(({ path }) => path)).toEqual([
      'rooms[0].id',
      'rooms[1].name',
      'rooms[2].id',
      'rooms[2].name',
      'rooms[3].places[0]',
      'rooms[3].places[1]',
      'rooms[3].places[2]',
      'rooms[3].places[3]',
      'rooms[3].places[4]',
      'rooms[4].places',
      'rooms[5]',
    ]);
  });

  it.each([
    undefined,
    null,
    [],
    'rooms',
    { rooms: [] },
    { revision: -1, rooms: [] },
    { revision: 0.5, rooms: [] },
    { revision: 0 },
    { revision: 0, rooms: {} },
  ])('are not %j', body => {
    expect(checkRoomPlan(body).ok).toBe(false);
  });

  it('are at most twelve, with as many teams as a class lists three times', () => {
    const many = (count: number): object[] => Array.from({ length: count }, (_, index) => room({ id: String(index) }));
    const places = Array.from({ length: 301 }, (_, index) => ({ team: String(index), x: 0, y: 0 })) satisfies Room['places'];

    expect(flawsOf(...many(12))).toEqual([]);
    expect(flawsOf(...many(13))).toMatchObject([{ path: 'rooms' }]);
    expect(flawsOf(room({ places: places.slice(1) }))).toEqual([]);
    expect(flawsOf(room({ places }))).toMatchObject([{ path: 'rooms[0].places' }]);
  });
});
