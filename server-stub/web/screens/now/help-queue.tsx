import { Button } from '@mantine/core';
import { memo, type ReactNode, useMemo, useState } from 'react';
import type { HelpRequest, StudentState } from '../../../../src/protocol';
import { type VisitState, visitStateOf } from '../../class/claims/visit-state';
import { VisitNote } from '../../class/claims/visit-note';
import { useBoard } from '../../class/live/live-class-provider';
import { Ago, useServerNow, useSpanSince } from '../../class/live/moment';
import { useRoute } from '../../routing/use-route';
import { fileName, nameOf, teamName } from '../../class/model/names';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import { ConditionGlyph } from '../../class/components/condition-glyph';
import { queueHelp } from './help-order';

/** Requests shown before "Show more". */
const LINES = 8;

/** Closed calls that are shown; the student's own page has them all. */
const HISTORY = 5;

/**
 * Open help requests in order, with their questions, and recently closed ones. Everybody who waits is also in the list of who is next,
 * which has the buttons.
 */
export function HelpQueue(): ReactNode {
  const { help, students } = useBoard();
  const { waiting, closed } = useMemo(() => queueHelp(help), [help]);
  const nowMs = useServerNow(60_000);
  const [isWhole, setWhole] = useState(false);
  return (
    <section className="panel help-queue" aria-labelledby="help-queue">
      <h2 id="help-queue" className="panel-title who-next-title">
        {t('now.queue.title', { count: waiting.length })}
      </h2>
      <p className="help-lead soft">{t(waiting.length === 0 ? 'now.queue.empty' : 'now.queue.lead')}</p>
      <ol className="help-list">
        {waiting.slice(0, isWhole ? undefined : LINES).map((request, index) => (
          <Call
            key={request.id}
            request={request}
            position={index + 1}
            student={students.get(request.studentId)}
            visitState={visitStateOfCall(request, nowMs)}
          />
        ))}
      </ol>
      {waiting.length > LINES && (
        <Button className="who-next-more" variant="subtle" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('now.fewer') : t('now.moreLines', { count: waiting.length - LINES })}
        </Button>
      )}
      {closed.length > 0 && <History closed={closed.slice(0, HISTORY)} students={students} />}
    </section>
  );
}

interface CallProps {
  readonly request: HelpRequest;
  /** From 1. */
  readonly position: number;
  readonly student: StudentState | undefined;
  readonly visitState: VisitState;
}

const Call = memo(
  ({ request, position, student, visitState }: CallProps): ReactNode => {
    const name = nameOfCaller(request, student);
    return (
      <li className="help-call" data-condition="help" data-seen={visitState.kind === 'claimed'}>
        <span className="help-position" aria-label={t('now.queue.position', { n: position })}>
          {position}
        </span>
        <p className="need-line-who">
          <CallerLink request={request} name={name} />
          {student !== undefined && student.team !== '' && <bdi className="need-line-team clip">{teamName(student.team)}</bdi>}
          <span className="help-wait">
            <Waiting since={request.since} />
          </span>
        </p>
        {request.question !== undefined && <Question text={request.question} />}
        <Where request={request} />
        {visitState.kind === 'claimed' && (
          <p>
            <VisitNote visitState={visitState} />
          </p>
        )}
      </li>
    );
  },
  (before, after) =>
    before.request === after.request &&
    before.position === after.position &&
    before.visitState.kind === after.visitState.kind &&
    before.student?.displayName === after.student?.displayName &&
    before.student?.team === after.student?.team,
);
Call.displayName = 'Call';

function visitStateOfCall(request: HelpRequest, nowMs: number): VisitState {
  return visitStateOf({ calls: [request], visits: [], newsMs: 0 }, nowMs);
}

function nameOfCaller({ studentId }: HelpRequest, student: StudentState | undefined): string {
  return student === undefined ? inertLine(studentId, 80) : nameOf(student);
}

function CallerLink({ request, name }: { readonly request: HelpRequest; readonly name: string }): ReactNode {
  const { hrefWith } = useRoute();
  return (
    <a data-step className="help-name whole-link clip" href={hrefWith({ studentId: request.studentId })}>
      <bdi>{name}</bdi>
    </a>
  );
}

function Waiting({ since }: { readonly since: string }): ReactNode {
  return t('now.queue.waiting', { span: useSpanSince(since) });
}

function Question({ text }: { readonly text: string }): ReactNode {
  return (
    <blockquote className="help-question">
      <bdi>{inertLine(text, 500)}</bdi>
    </blockquote>
  );
}

/** Notebook, cell and error at the time of the call. */
function Where({ request: { notebook, cell, error } }: { readonly request: HelpRequest }): ReactNode {
  const exercise = inertLine(cell?.exercise ?? '', 80);
  const place = [
    inertLine(fileName(notebook ?? ''), 80),
    exercise,
    cell && exercise === '' ? t('timeline.cell', { n: cell.index + 1 }) : '',
  ];
  const what = error === undefined ? '' : inertLine(error.message === '' ? error.name : `${error.name}: ${error.message}`, 160);
  const words = [...place, what].filter(word => word !== undefined && word !== '');
  return words.length === 0 ? null : (
    <p className="help-where">
      <bdi>{words.join(t('common.detailSeparator'))}</bdi>
    </p>
  );
}

interface HistoryProps {
  readonly closed: readonly HelpRequest[];
  readonly students: ReadonlyMap<string, StudentState>;
}

/** Recently closed requests. */
function History({ closed, students }: HistoryProps): ReactNode {
  return (
    <details className="help-history">
      <summary>{t('now.queue.history', { count: closed.length })}</summary>
      <ul>
        {closed.map(request => (
          <li key={request.id}>
            <ConditionGlyph condition="working" size={12} />
            <span className="clip">
              <bdi>{nameOfCaller(request, students.get(request.studentId))}</bdi>
              {t('common.detailSeparator')}
              {request.status === 'withdrawn'
                ? t('now.queue.withdrawn')
                : t('now.queue.resolvedBy', { name: inertLine(request.by?.name ?? '', 60) })}
            </span>
            {request.at !== undefined && <Ago at={request.at} />}
          </li>
        ))}
      </ul>
    </details>
  );
}
