import type { Journal } from '../../platform/journal';
import type { ReportingStatus } from './reporting-status';

/** What the client is and lately did, as text: no token, no code, no name. */
export function writeBugReport(status: ReportingStatus, journal: Journal): string {
  // Not the reason: it may quote what the student typed.
  const { policy, consent, phase, waiting, lastDeliveredAtMs, nextAttemptAtMs, breaker, storage, deadLetters, captureLevel } = status;
  const { question } = consent;
  const facts = { phase, waiting, lastDeliveredAtMs, nextAttemptAtMs, breaker, storage, deadLetters, captureLevel, question };
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`);
  const pace = policy === null ? 'none' : `${policy.level}, every ${String(policy.cadenceMs)} ms`;
  return ['jupyterlab-cell-monitor', ...lines, `policy: ${pace}`, '', ...journal.lines].join('\n');
}
