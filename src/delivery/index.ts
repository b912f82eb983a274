/** The delivery policy: pure decisions about when to report, how much, and what an outcome means. */
export { planBatch, batchBody } from './batch-plan';
export { ATTEMPTS_PER_FLUSH } from './backoff';
export {
  beginFlush,
  decide,
  departureMs,
  expedite,
  returnSpread,
  startDelivery,
  withCadence,
  type DeliveryState,
  type NextStep,
} from './delivery-policy';
export { troubleOf, type Outcome } from './outcome';
export { readRetryAfterMs } from './retry-after';
export { isSameTrouble, type ContactTrouble, type HubTrouble, type Trouble } from './trouble';
