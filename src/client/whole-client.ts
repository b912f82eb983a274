import type { Transport } from '../transport/transport';
import { createLateClient } from './client';
import type { ReportingClient } from './reporting-client';
import type { ClientParts } from './sending/reporter';
import { Reporter, Session } from './sending/sending';

export interface WholeClientParts extends ClientParts {
  readonly transport: Transport;
}

/** A client all of whose code is there from the first, for whoever does not load it piece by piece as a page does. */
export function createReportingClient({ transport, ...parts }: WholeClientParts): ReportingClient {
  const sending = { Reporter, Session, transport };
  const nothing = () => undefined;
  return createLateClient(parts, {
    value: sending,
    whenThere: Promise.resolve(sending),
    ask: nothing,
    isMissing: false,
    onChange: () => nothing,
  });
}
