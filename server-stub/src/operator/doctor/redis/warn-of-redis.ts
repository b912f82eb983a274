import type { FastifyBaseLogger } from 'fastify';
import { describeFindings } from '../describe-findings';
import type { Finding } from '../finding';
import { diagnoseRedis } from './redis-diagnosis';
import { examineRedis, type ExaminationDeps } from './redis-examination';

export interface RedisWarningDeps extends ExaminationDeps {
  readonly logger: FastifyBaseLogger;
  /** Writes a text for people to standard error. */
  readonly warn: (line: string) => void;
}

/** A Redis that is starting, too, is looked at when it is there. */
const RETRY_MS = 10_000;

/**
 * At a start: looks at Redis as `doctor` does, as soon as it answers, and says loudly what can cost events, such as a policy that
 * throws the log away. Never rejects: a server that cannot be told so starts all the same.
 * @param connections of this server, to each master
 */
export async function warnOfRedis(url: string, connections: number, deps: RedisWarningDeps): Promise<void> {
  try {
    const examination = await examineRedis(url, deps);
    if (examination.masters.every(({ kind }) => kind === 'unreachable')) {
      deps.clock.setTimeout(() => void warnOfRedis(url, connections, deps), RETRY_MS);
      return;
    }
    report(diagnoseRedis(examination, connections), deps);
  } catch {
    // The URL cannot be used, which stops the start in words of its own.
  }
}

function report(findings: readonly Finding[], { logger, warn }: RedisWarningDeps): void {
  const grave = findings.filter(({ level }) => level === 'problem' || level === 'warning');
  for (const { level, subject, state, advice } of grave) {
    logger.warn({ finding: level, subject, advice }, state);
  }
  if (grave.length > 0) {
    // In one piece, so that the log's lines do not fall between the words for people.
    warn(describeFindings(grave, false).join('\n'));
  }
}
