import type { TeamPlace } from '../../../../../src/protocol';

/** A room without a plan has so many places for tables. */
export const GRID = { columns: 14, rows: 8 } as const;

/** A point in a room, as shares (0 to 1) of its width and height. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The nearest point inside the room. */
export function intoRoom({ x, y }: Point): Point {
  return { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
}

/** The middle of the free cell that is nearest to a point; the point itself in a room that is full. */
export function nearestFreeCell(point: Point, taken: readonly TeamPlace[]): Point {
  return freeCells(taken).toSorted((a, b) => distance(a, point) - distance(b, point))[0] ?? intoRoom(point);
}

/** Free cells from the front row on, left to right. */
export function freeCells(taken: readonly TeamPlace[]): readonly Point[] {
  return CELLS.filter(cell => !taken.some(place => isSameCell(place, cell)));
}

/** Where an arrow key leads: to the next free cell that way, or a little further on a plan. Undefined for any other key. */
export function stepPoint(key: string, from: Point, hasPlan: boolean, taken: readonly TeamPlace[]): Point | undefined {
  const way = WAYS.get(key);
  if (way === undefined) {
    return undefined;
  }
  const [columns, rows] = hasPlan ? FINE : [GRID.columns, GRID.rows];
  for (let steps = 1; steps <= (hasPlan ? 1 : GRID.columns); steps += 1) {
    const to = { x: from.x + (way.x * steps) / columns, y: from.y + (way.y * steps) / rows };
    if (isInRoom(to) && (hasPlan || !taken.some(place => isSameCell(place, to)))) {
      return to;
    }
  }
  return from;
}

/** Steps across a plan, which has no cells. */
const FINE = [50, 40] as const;

const WAYS: ReadonlyMap<string, Point> = new Map([
  ['ArrowLeft', { x: -1, y: 0 }],
  ['ArrowRight', { x: 1, y: 0 }],
  ['ArrowUp', { x: 0, y: -1 }],
  ['ArrowDown', { x: 0, y: 1 }],
]);

const CELLS: readonly Point[] = Array.from({ length: GRID.columns * GRID.rows }, (_, index) => ({
  x: ((index % GRID.columns) + 0.5) / GRID.columns,
  y: (Math.floor(index / GRID.columns) + 0.5) / GRID.rows,
}));

function isSameCell(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < 0.5 / GRID.columns && Math.abs(a.y - b.y) < 0.5 / GRID.rows;
}

function isInRoom({ x, y }: Point): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

function distance(a: Point, b: Point): number {
  return Math.hypot((a.x - b.x) * GRID.columns, (a.y - b.y) * GRID.rows);
}
