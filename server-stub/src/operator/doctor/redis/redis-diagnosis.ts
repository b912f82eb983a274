import { GUIDE_URL } from '../../../platform/guide';
import { type Finding, problem } from '../finding';
import type { RedisExamination } from './redis-examination';
import { judgeRedis } from './redis-rules';

/** What is to be said about a Redis that was examined, or that could not be. Pure. @param connections of this server, to each master */
export function diagnoseRedis({ isCluster, findings, masters }: RedisExamination, connections: number): readonly Finding[] {
  const ofMasters = masters.flatMap(visit =>
    visit.kind === 'answered' ? judgeRedis(visit.answer, { connections, isCluster }) : [describeAbsence(visit)],
  );
  return [...findings, ...ofMasters];
}

function describeAbsence({ address, reason }: { readonly address: string; readonly reason: string }): Finding {
  const cure = CURES.find(([word]) => word.test(reason))?.[1] ?? ABSENT;
  return problem(`Redis ${address}`, reason, `${cure} Students lose nothing meanwhile: events wait on their machines.`);
}

const ABSENT = 'Start Redis (redis-server server-stub/redis.conf), or correct CELL_MONITOR_REDIS_URL.';

const CURES: readonly (readonly [RegExp, string])[] = [
  [/password/u, 'Put the user and the password into CELL_MONITOR_REDIS_URL: redis://user:password@host:6379.'],
  [/permit/u, `Give the Redis user of CELL_MONITOR_REDIS_URL the rights that ${GUIDE_URL}#with-redis names.`],
  [/loading/u, 'Wait: it is reading its files after a start, which takes seconds for each GB.'],
  [/ENOTFOUND|EAI_AGAIN/u, 'The host’s name is not known here. Correct CELL_MONITOR_REDIS_URL.'],
  [/does not answer/u, 'Look at the Redis process and at firewalls between the machines.'],
];
