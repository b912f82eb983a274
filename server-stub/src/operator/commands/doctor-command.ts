import type { Config } from '../../config/config';
import { judgeData } from '../doctor/data-rules';
import { describeFindings } from '../doctor/describe-findings';
import { judgeEntrance } from '../doctor/entrance-rules';
import { type Finding, problem } from '../doctor/finding';
import { gatherData } from '../doctor/gather-data';
import { gatherEntrance } from '../doctor/gather-entrance';
import { gatherMachine } from '../doctor/gather-machine';
import { judgeHub, judgeHubSignIn } from '../doctor/hub-rules';
import { judgeMachine } from '../doctor/machine-rules';
import { ask } from '../doctor/port-probe';
import { diagnoseRedis } from '../doctor/redis/redis-diagnosis';
import { examineRedis } from '../doctor/redis/redis-examination';
import { CONNECTIONS_TO_A_MASTER } from '../doctor/redis/redis-report';
import { systemClock } from '../../platform/clock';
import { systemStopwatch } from '../../platform/stopwatch';
import type { Call, Command } from './command';
import { DASHBOARD_ROOT } from './dashboard-root';

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'checks the settings, this machine and Redis, and says what to do',
  options: {},
  explanation: [
    'Changes nothing. Run it with the settings and the user of the server, before a class and when something is wrong;',
    'it also works while the server is running. Exits with 1 when there is a problem.',
  ],
  async run(call, { print, isOnScreen }) {
    const findings = await examine(call);
    for (const line of describeFindings(findings, isOnScreen)) {
      print(line);
    }
    return findings.some(({ level }) => level === 'problem') ? 1 : 0;
  },
};

async function examine({ config, settingsFile }: Call): Promise<readonly Finding[]> {
  const stopWatching = watchClock();
  const entrance = judgeEntrance(await gatherEntrance(config, settingsFile, systemClock));
  const data = judgeData(gatherData(config));
  const redis = await examineStore(config);
  const machine = judgeMachine({ ...gatherMachine(DASHBOARD_ROOT), clockJumpMs: stopWatching() });
  return [...machine, ...entrance, ...(await examineHub(config)), ...data, ...redis];
}

async function examineHub({ hubApiUrl, hubToken, hubClientId, hubRoles }: Config): Promise<readonly Finding[]> {
  if (hubApiUrl === undefined) {
    return [];
  }
  const hub = judgeHub(hubApiUrl, await ask(hubApiUrl, true));
  if (hub.level === 'problem' || hubToken === undefined || hubClientId === undefined) {
    return [hub];
  }
  const own = await ask(`${hubApiUrl}/user`, true, { authorization: `token ${hubToken}` });
  return [hub, ...judgeHubSignIn(own, hubRoles.length > 0)];
}

async function examineStore({ redisUrl, redisPrefix: keyPrefix, workers }: Config): Promise<readonly Finding[]> {
  if (redisUrl === undefined) {
    return [];
  }
  try {
    const examination = await examineRedis(redisUrl, { keyPrefix, clock: systemClock, stopwatch: systemStopwatch });
    return diagnoseRedis(examination, CONNECTIONS_TO_A_MASTER * workers);
  } catch (error) {
    return [problem('Redis', (error as Error).message, 'Correct CELL_MONITOR_REDIS_URL.')];
  }
}

/** @returns what tells by how many milliseconds the clock was set since then */
function watchClock(): () => number {
  const startedAtMs = systemClock.wallMs();
  const startedAt = systemStopwatch();
  return () => systemClock.wallMs() - startedAtMs - (systemStopwatch() - startedAt);
}
