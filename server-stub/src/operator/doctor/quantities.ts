const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];
const STEP = 1024;

/** A number of bytes as people read it: `1.4 GB`. */
export function describeBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(STEP)), UNITS.length - 1);
  const value = bytes / STEP ** power;
  return `${value >= 10 || power === 0 ? String(Math.round(value)) : value.toFixed(1)} ${UNITS[power] ?? ''}`;
}

export const describePercent = (share: number): string => `${String(Math.round(share * 100))}%`;
