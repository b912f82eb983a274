import type { DeliveryReport } from '../../../../src/protocol';
import type { EventLog } from '../../log/event-log';
import type { ClassView } from '../../live/view/class-view';

/**
 * The proof that the record is whole: the log's own marks against what is in it.
 * @throws LogUnavailableError
 */
export async function reportDelivery(log: EventLog, view: ClassView): Promise<DeliveryReport> {
  // The marks first: whatever they cover is in the log by then.
  const marks = await log.sources(view.classId);
  await view.catchUp();
  return view.projection.ledgers.report(marks);
}
