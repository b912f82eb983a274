/** A colour of the page (`shared/theme/tokens.css`), so that a chart follows light, dark and high contrast. */
export type ChartColour = 'working' | 'stuck' | 'accent' | 'idle' | 'offline' | 'help' | 'ran';

interface ChartSeries {
  readonly name: string;
  readonly colour: ChartColour;
  /** One for each label; null leaves a gap. */
  readonly values: readonly (number | null)[];
}

/** What a chart shows, apart from how it is drawn; the table behind it is made of the same. */
export interface ChartSpec {
  /** `bars` lie, one row for each label, its series end to end; `lines` run from left to right. */
  readonly kind: 'bars' | 'lines';
  /** What the labels are, such as "Exercise" or "Time"; the head of the table's first column. */
  readonly labelName: string;
  readonly labels: readonly string[];
  /** The labels as the axis has them, where those are too long for it. */
  readonly ticks?: readonly string[];
  /** What number a label is given that nothing else tells from the others; its place, from 1, unless told. */
  readonly numbers?: readonly number[];
  readonly series: readonly ChartSeries[];
  /** What the values are, with their unit, such as "Events per second"; above the picture. */
  readonly valueName: string;
  /** A value in words, on the axis, beside the pointer and in the table. */
  readonly format: (value: number) => string;
  /** The axis ends here; by default where the largest value does. */
  readonly max?: number;
}

/** How a line is dashed, by its place among the lines of its chart, so that no colour is needed to tell them apart. */
const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3]];

export function dashOf(place: number): readonly number[] {
  return DASHES[place % DASHES.length] ?? [];
}

/** How a bar's part is filled, wherever the page shows such a part: none is told apart by its colour alone. */
export type Fill = 'plain' | 'dots' | 'stripes';

export function fillOf(colour: ChartColour): Fill {
  return colour === 'ran' ? 'dots' : colour === 'stuck' ? 'stripes' : 'plain';
}

/** The value at a label in words; nothing for a gap. */
export function valueText({ format }: ChartSpec, value: number | null | undefined): string {
  return value === null || value === undefined || Number.isNaN(value) ? '' : format(value);
}
