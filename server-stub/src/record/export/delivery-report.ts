import type { DeliveryReport } from '../../../../src/protocol';
import type { EventLog } from '../../log/event-log';
import type { ClassView } from '../../live/view/class-view';
import type { Clock } from '../../platform/clock';
import { TimeSlice } from '../../platform/pace/time-slice';

/**
 * The proof that the record is whole: the log's own marks against what is in it.
 * @throws LogUnavailableError
 */
export async function reportDelivery(log: EventLog, view: ClassView, clock: Clock): Promise<DeliveryReport> {
  // The marks first: whatever they cover is in the log by then.
  const marks = await log.sources(view.classId);
  await view.catchUp();
  const slice = new TimeSlice(clock);
  const report = view.projection.ledgers.reporting(marks);
  for (;;) {
    const step = report.next();
    if (step.done === true) {
      return step.value;
    }
    if (slice.isOver) {
      await slice.rest();
    }
  }
}
