import { record, statusOf } from './support/student-browser';
import { expect, test } from './support/test';
import { expectWholeRecord, runLabels } from './support/whole-record';

for (const mode of ['hold_requests', 'hold_replies'] as const) {
  const moment = mode === 'hold_requests' ? 'before the server has it' : 'when the server has it and has not answered';
  test(`a tab that is closed in the middle of a report, ${moment}, loses nothing and doubles nothing`, async ({
    browserOfStudent,
    addressOf,
    gate,
    durable,
    server,
  }) => {
    const page = await browserOfStudent.open(addressOf());
    await expect.poll(async () => (await statusOf(page)).phase).toBe('reporting');
    gate.set(mode);
    await record(page, 30);
    await expect.poll(() => gate.held).toBeGreaterThan(0);
    await page.close();
    gate.set('pass');

    await browserOfStudent.open(addressOf({ runsAtLoad: 5 }));
    await expect.poll(() => durable.count).toBe(35);
    expect(runLabels(await expectWholeRecord(server, durable))).toHaveLength(35);
  });
}
