import { Button, Loader } from '@mantine/core';
import { IconCheck, IconX } from '../theme/icons';
import { memo, type ReactNode } from 'react';
import type { RecentRun } from '../../../src/protocol';
import { Ago } from '../live/moment';
import { t } from '../text/translate';
import { fileName } from '../students/names';
import { formatDuration } from '../text/format';
import { clip, inert, inertLine } from '../text/inert';
import { useRecentRuns } from './use-recent-runs';

const CODE_LENGTH = 4000;
const MESSAGE_LENGTH = 600;

/** A student's recent runs, newest first, kept up to date. */
export function RunList({ studentId }: { readonly studentId: string }): ReactNode {
  const { runs, hasFailed, isWithheld, reload } = useRecentRuns(studentId);
  return (
    <section>
      <h3 className="run-list-title">{t('student.recent')}</h3>
      {hasFailed && (
        <div className="run-list-failed" role="alert">
          <span>{runs === undefined ? t('student.failed') : t('student.stale')}</span>
          <Button size="xs" variant="default" onClick={reload}>
            {t('student.retry')}
          </Button>
        </div>
      )}
      {isWithheld && <p className="soft">{t('student.withheld')}</p>}
      {runs === undefined && !hasFailed && !isWithheld && <Loader size="sm" aria-label={t('student.loading')} />}
      {runs?.length === 0 && <p className="soft">{t('student.noRuns')}</p>}
      {runs !== undefined && runs.length > 0 && (
        <ol className="run-list">
          {runs.map(run => (
            <RunItem key={`${run.sid} ${String(run.seq)}`} run={run} />
          ))}
        </ol>
      )}
    </section>
  );
}

const RunItem = memo(({ run }: { readonly run: RecentRun }): ReactNode => {
  const Icon = run.ok ? IconCheck : IconX;
  return (
    <li className="run" data-ok={run.ok}>
      <p className="run-head">
        <span className="run-outcome">
          <Icon size={16} stroke={2.6} aria-hidden="true" /> {run.ok ? t('student.ok') : t('student.error')}
        </span>
        <bdi className="run-place clip">{runPlace(run)}</bdi>
        <span className="run-time soft">
          <Ago at={run.time} />
        </span>
      </p>
      {run.error !== null && (
        <p className="run-error">
          <strong>{inertLine(run.error.name, 80)}</strong> {inertLine(run.error.message, MESSAGE_LENGTH)}
        </p>
      )}
      <p className="run-details soft">{runDetails(run)}</p>
      {run.code !== null && run.code !== '' && (
        <details className="run-code">
          <summary>{t('student.code')}</summary>
          <pre tabIndex={0} className="code-font">
            {clip(inert(run.code), CODE_LENGTH)}
          </pre>
        </details>
      )}
    </li>
  );
});
RunItem.displayName = 'RunItem';

function runPlace({ cell, notebook }: RecentRun): string {
  return inertLine(cell.exercise ?? fileName(notebook), 80);
}

function runDetails({ cell, notebook, executionCount, durationMs }: RecentRun): string {
  const parts = [
    cell.exercise === undefined ? '' : inertLine(fileName(notebook), 80),
    `${t('student.cell', { n: cell.index + 1 })}${executionCount === null ? '' : ` ${t('student.count', { n: executionCount })}`}`,
    t('student.took', { span: formatDuration(durationMs) }),
  ];
  return parts.filter(Boolean).join(t('common.detailSeparator'));
}
