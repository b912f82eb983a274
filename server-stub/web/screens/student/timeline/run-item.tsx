import { memo, type ReactNode } from 'react';
import { Ago } from '../../../class/live/moment';
import { fileName } from '../../../class/model/names';
import { formatDuration } from '../../../text/format';
import { clip, inert, inertLine } from '../../../text/inert';
import { t } from '../../../text/translate';
import { IconCheck, IconX } from '../../../shared/theme/icons';
import { CodeDiff } from './code-diff-view';
import type { TimelineRun } from './timeline-item';

const TEXT_LENGTH = 8000;
const MESSAGE_LENGTH = 600;
const PLACE_LENGTH = 80;

interface RunItemProps {
  readonly run: TimelineRun;
  /** The run of the same cell before it, where it is loaded. */
  readonly before: TimelineRun | undefined;
}

export const RunItem = memo(({ run, before }: RunItemProps): ReactNode => {
  const Icon = run.ok ? IconCheck : IconX;
  return (
    <li className="timeline-run" data-ok={run.ok}>
      <p className="timeline-head">
        <span className="timeline-outcome">
          <Icon size={16} stroke={2.6} aria-hidden="true" /> {run.ok ? t('timeline.ok') : t('timeline.error')}
        </span>
        <bdi className="timeline-place clip">{inertLine(run.exercise ?? fileName(run.notebook), PLACE_LENGTH)}</bdi>
        <span className="timeline-time soft">
          <Ago at={run.time} />
        </span>
      </p>
      {run.error !== undefined && (
        <p className="timeline-error">
          <strong>{inertLine(run.error.name, 80)}</strong> {inertLine(run.error.message, MESSAGE_LENGTH)}
        </p>
      )}
      <p className="timeline-details soft">{detailsOf(run)}</p>
      <RunTexts run={run} before={before} />
    </li>
  );
});
RunItem.displayName = 'RunItem';

function RunTexts({ run: { code, output }, before }: RunItemProps): ReactNode {
  const hasChanged = before?.code !== undefined && code !== undefined && before.code !== code;
  return (
    <>
      {code !== undefined && code !== '' && <Text title={t('timeline.code')} text={code} />}
      {hasChanged && (
        <details className="timeline-text">
          <summary>{t('timeline.changes')}</summary>
          <CodeDiff before={before.code ?? ''} after={code} />
        </details>
      )}
      {output !== undefined && output !== '' && <Text title={t('timeline.output')} text={output} />}
    </>
  );
}

function Text({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  return (
    <details className="timeline-text">
      <summary>{title}</summary>
      <pre tabIndex={0} className="code-font">
        {clip(inert(text), TEXT_LENGTH)}
      </pre>
    </details>
  );
}

function detailsOf({ exercise, notebook, cellIndex, executionCount, durationMs }: TimelineRun): string {
  const parts = [
    exercise === undefined ? '' : inertLine(fileName(notebook), PLACE_LENGTH),
    cellIndex < 0 ? '' : t('timeline.cell', { n: cellIndex + 1 }),
    executionCount === undefined ? '' : `[${String(executionCount)}]`,
    t('timeline.took', { span: formatDuration(durationMs) }),
  ];
  return parts.filter(Boolean).join(t('common.detailSeparator'));
}
