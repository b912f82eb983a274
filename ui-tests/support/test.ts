import { test as galataTest } from '@jupyterlab/galata';
import type { Student } from '../../scripts/classroom/overrides.mjs';
import { type Classroom, startClassroom } from '../../scripts/classroom/classroom.mjs';
import { inProject } from '../../scripts/project/paths.mjs';
import { type RedisServer, startRedis } from '../../server-stub/test/support/redis/redis-server';
import { Dashboard } from './dashboard';

/** How often students report in these tests; a class's policy sets it. */
export const CADENCE_MS = 1000;

export const ADA: Student = { studentId: 'ada', displayName: 'Ada Lovelace', team: 'Analysts' };

/** Of the instructor who may do everything. */
export const INSTRUCTOR_TOKEN = 'instructor-of-this-test';

export interface LogOptions {
  /** What the class's log is kept in. */
  logKind: 'sqlite' | 'redis';
}

interface ClassroomArgs {
  /** Whose name the administrator has filled in; null for nobody. */
  student: Student | null;
  redis: RedisServer | undefined;
  /** A server and a JupyterLab of this test's own, started as the demo starts them. */
  classroom: Classroom;
  /** The instructor's page, in a browser profile of its own, opened by the instructor's link. */
  dashboard: Dashboard;
}

export const test = galataTest.extend<ClassroomArgs & LogOptions>({
  logKind: ['sqlite', { option: true }],
  student: [ADA, { option: true }],
  mockSettings: false,
  redis: async ({ logKind }, use) => {
    const redis = logKind === 'redis' ? await startRedis() : undefined;
    await use(redis);
    await redis?.stop();
  },
  classroom: async ({ student, redis }, use, testInfo) => {
    const directory = testInfo.outputPath('class');
    const classroom = await startClassroom({
      directory,
      environment: inProject('.test', 'venv'),
      notebooks: testInfo.outputPath('notebooks'),
      instructorToken: INSTRUCTOR_TOKEN,
      jupyterToken: '',
      configFile: inProject('ui-tests', 'jupyter_server_test_config.py'),
      student,
      cadenceMs: CADENCE_MS,
      redisUrl: redis?.url,
    });
    await use(classroom);
    await classroom.stop();
  },
  baseURL: async ({ classroom }, use) => use(classroom.lab.url),
  dashboard: async ({ browser, classroom }, use) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const dashboard = new Dashboard(await context.newPage());
    await dashboard.open(classroom.server.dashboardUrl);
    await use(dashboard);
    await context.close();
  },
});

export { expect } from '@jupyterlab/galata';
