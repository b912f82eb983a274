import { memo, type ReactNode } from 'react';
import { Clipped } from '../../../shared/components/clipped';
import { Ago } from '../../../class/live/moment';
import { fileName } from '../../../class/exercises/exercise-names';
import { useExerciseName, usePlaceName } from '../../../class/live/use-place-name';
import { formatDuration } from '../../../text/format';
import { clip, inert, inertLine } from '../../../text/inert';
import { t } from '../../../text/translate';
import { IconCheck, IconMinus, IconX } from '../../../shared/theme/icons';
import { CodeDiff } from './code-diff-view';
import { outcomeOf, type RunOutcome, type TimelineRun } from './timeline-item';

const TEXT_LENGTH = 8000;
const MESSAGE_LENGTH = 600;
const PLACE_LENGTH = 80;

interface RunItemProps {
  readonly run: TimelineRun;
  /** The run of the same cell before it, where it is loaded. */
  readonly before: TimelineRun | undefined;
}

export const RunItem = memo(({ run, before }: RunItemProps): ReactNode => {
  const outcome = outcomeOf(run);
  const Icon = ICONS[outcome];
  return (
    <li className="timeline-run" data-outcome={outcome}>
      <p className="timeline-head">
        <span className="timeline-outcome">
          <Icon size={16} stroke={2.6} aria-hidden="true" /> {t(`timeline.outcomes.${outcome}`)}
        </span>
        <Clipped className="timeline-place" text={usePlaceName(run)} />
        <span className="timeline-time soft">
          <Ago at={run.time} />
        </span>
      </p>
      {run.error !== undefined && (
        <p className="timeline-error">
          <strong>{inertLine(run.error.name, 80)}</strong> {inertLine(run.error.message, MESSAGE_LENGTH)}
        </p>
      )}
      {run.checks.length > 0 && outcome !== 'interrupted' && outcome !== 'untouched' && (
        <Checks checks={run.checks} notebook={run.notebook} />
      )}
      <p className="timeline-details soft">{detailsOf(run)}</p>
      <RunTexts run={run} before={before} />
    </li>
  );
});
RunItem.displayName = 'RunItem';

const ICONS: Readonly<Record<RunOutcome, typeof IconCheck>> = {
  ran: IconCheck,
  failed: IconX,
  interrupted: IconMinus,
  untouched: IconMinus,
  kernelDied: IconX,
};

/** What the run said of exercises, check by check. */
function Checks({ checks, notebook }: Pick<TimelineRun, 'checks' | 'notebook'>): ReactNode {
  return (
    <ul className="timeline-checks">
      {checks.map(result => (
        <Check key={`${result.exercise}\n${result.check}`} {...result} notebook={notebook} />
      ))}
    </ul>
  );
}

function Check({ exercise, check, ok, notebook }: TimelineRun['checks'][number] & Pick<TimelineRun, 'notebook'>): ReactNode {
  const name = useExerciseName({ name: exercise, notebook });
  return (
    <li data-ok={ok}>
      {ok ? <IconCheck size={14} stroke={2.6} aria-hidden="true" /> : <IconX size={14} stroke={2.6} aria-hidden="true" />}
      <bdi>{t(ok ? 'timeline.checkPassed' : 'timeline.checkFailed', { exercise: name, check: inertLine(check, 60) })}</bdi>
    </li>
  );
}

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
    cellIndex < 0 ? '' : t('exercises.cell', { n: cellIndex + 1 }),
    executionCount === undefined ? '' : `[${String(executionCount)}]`,
    t('timeline.took', { span: formatDuration(durationMs) }),
  ];
  return parts.filter(Boolean).join(t('common.detailSeparator'));
}
