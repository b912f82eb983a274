import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { HourOfHelp, type Turn } from './support/hour-of-help';
import { openStage } from './support/stage';

const TURNS: readonly Turn[] = [
  'call',
  'call',
  'call',
  'race',
  'press',
  'lose network',
  'look',
  'press',
  'restart',
  'press',
  'race',
  'press',
  'call',
  'look',
];

test('a few minutes of help with three instructors, a lost network and a restart lose, double and cross no call', async ({
  browser,
}, testInfo) => {
  // Three browsers and a server that starts twice.
  test.slow();
  const directory = await mkdtemp(join(tmpdir(), 'cell-monitor-help-'));
  const logFile = testInfo.outputPath('server.log');
  const stage = await openStage({ port: 0, dataDirectory: join(directory, 'class'), logFile, instructorToken: 'instructor-of-this-test' });
  const hour = new HourOfHelp(stage, 7);
  await hour.open(browser, (await stage.server().findClass()).joinCode);
  for (const turn of TURNS) {
    await hour.take(turn);
  }
  expect(hour.tally.get('pressed') ?? 0, 'buttons that were pressed').toBeGreaterThan(0);
  await hour.close();
  await stage.server().stop();
  await rm(directory, { recursive: true, force: true, maxRetries: 5 });
});
