import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { HourOfHelp } from '../dashboard/support/hour-of-help';
import { openStage } from '../dashboard/support/stage';

/** About one for every half minute of an hour. */
const TURNS = Number(process.env['CELL_MONITOR_HELP_TURNS'] ?? '120');
const SEED = Number(process.env['CELL_MONITOR_HELP_SEED'] ?? '1');

test('an hour of help with three instructors loses, doubles and crosses no call', async ({ browser }, testInfo) => {
  const directory = await mkdtemp(join(tmpdir(), 'cell-monitor-help-'));
  const logFile = testInfo.outputPath('server.log');
  const stage = await openStage({ port: 0, dataDirectory: join(directory, 'class'), logFile, instructorToken: 'instructor-of-this-test' });
  const hour = new HourOfHelp(stage, SEED);
  await hour.open(browser, (await stage.server().findClass()).joinCode);
  await hour.play(TURNS).finally(() => console.info([...hour.tally].map(([what, times]) => `${what}: ${String(times)}`).join(', ')));
  expect(hour.tally.get('pressed') ?? 0, 'buttons that were pressed').toBeGreaterThan(0);
  await hour.close();
  await stage.server().stop();
  await rm(directory, { recursive: true, force: true, maxRetries: 5 });
});
