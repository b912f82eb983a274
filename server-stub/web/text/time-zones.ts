import { locale } from './language';

/** Short names, such as `CEST`, `JST` or `GMT+9`, as the page's language has them. */
interface ZoneNames {
  /** That of the times on the page. */
  readonly here: string;
  /** That of the server's clock. */
  readonly server: string;
}

export interface Zones {
  /** IANA name, such as `Asia/Tokyo`. */
  readonly here: string;
  /** The same; undefined where the server does not tell. */
  readonly server: string | undefined;
  /** BCP 47. */
  readonly locale: string;
}

/** Names both zones at a moment (milliseconds since the epoch) at which their clocks show different times; else undefined. */
export type NameZones = (atMs: number) => ZoneNames | undefined;

/** A zone that this browser does not know is not named. */
export function createZoneNames({ here, server, locale: inLocale }: Zones): NameZones {
  if (server === undefined || server === here) {
    return () => undefined;
  }
  try {
    const offsets = [zonePart('en', here, 'longOffset'), zonePart('en', server, 'longOffset')] as const;
    const names = [zonePart(inLocale, here, 'short'), zonePart(inLocale, server, 'short')] as const;
    return atMs =>
      Number.isNaN(atMs) || offsets[0](atMs) === offsets[1](atMs) ? undefined : { here: names[0](atMs), server: names[1](atMs) };
  } catch {
    return () => undefined;
  }
}

/** @throws RangeError for an unknown zone */
function zonePart(inLocale: string, timeZone: string, timeZoneName: 'short' | 'longOffset'): (atMs: number) => string {
  const format = new Intl.DateTimeFormat(inLocale, { timeZone, timeZoneName });
  return atMs => format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

let current: NameZones = () => undefined;

/** The zones of this page, once it knows the server's. */
export const nameZones: NameZones = atMs => current(atMs);

/** Times on the page name their zone from now on where the server's clock shows another. @param server IANA name */
export function learnServerZone(server: string | undefined): void {
  current = createZoneNames({ here: new Intl.DateTimeFormat().resolvedOptions().timeZone, server, locale });
}
