export type Row = Readonly<Record<string, string | number>>;

/** Rows as a Markdown table that is also aligned on a terminal. Its columns are the first row's. */
export function formatTable(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map(row => names.map(name => String(row[name] ?? '')))];
  const widths = names.map((_, column) => Math.max(...lines.map(cells => (cells[column] ?? '').length)));
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [header = [], ...body] = lines.map(cells => cells.map((cell, column) => pad(cell, widths[column] ?? 0, column)));
  return [header, rule, ...body].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/** Rows as the lines of a document's table, which has a head of its own. @param without columns that it leaves out */
export function formatLines(rows: readonly Row[], without: readonly string[] = []): string {
  const shown = (row: Row): readonly (string | number)[] =>
    Object.keys(row).flatMap(name => (without.includes(name) ? [] : [row[name] ?? '']));
  return rows.map(row => `| ${shown(row).map(String).join(' | ')} |`).join('\n');
}

/** Names to the left, figures to the right. */
function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

const UNKNOWN = '–';
const MIB = 1024 * 1024;

/** A whole number with its thousands apart; a dash for what could not be measured. */
export function showCount(value: number): string {
  return Number.isFinite(value) ? Math.round(value).toLocaleString('en') : UNKNOWN;
}

/** Milliseconds, to a tenth below ten. */
export function showMs(ms: number): string {
  return Number.isFinite(ms) ? ms.toFixed(ms < 10 ? 1 : 0) : UNKNOWN;
}

/** Bytes as whole MiB. */
export function showMib(bytes: number): string {
  return showCount(bytes / MIB);
}

/** A share from 0 to 1. */
export function showPercent(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(0)}%` : UNKNOWN;
}
