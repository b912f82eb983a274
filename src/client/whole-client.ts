import { type ClientParts, createLateClient } from './client';
import type { ReportingClient } from './reporting-client';
import * as sending from './sending/sending';

/** A client all of whose code is there from the first, for whoever does not load it piece by piece as a page does. */
export function createReportingClient(parts: ClientParts): ReportingClient {
  const nothing = () => undefined;
  return createLateClient(parts, {
    value: sending,
    whenThere: Promise.resolve(sending),
    ask: nothing,
    isMissing: false,
    onChange: () => nothing,
  });
}
