import { type ReactNode, useMemo } from 'react';
import { type HelpRequest, LIMITS, type StudentState } from '../../../../../src/protocol';
import { ConditionGlyph } from '../../../class/components/condition-glyph';
import { useBoard } from '../../../class/live/live-class-provider';
import { Ago } from '../../../class/live/moment';
import { nameOf } from '../../../class/model/names';
import { inertLine } from '../../../text/inert';
import { t } from '../../../text/translate';
import { queueHelp } from './help-order';

/** Closed calls that are shown; the student's own page has them all. */
const SHOWN = 5;

/** Recently closed help requests, folded away. */
export function ClosedCalls(): ReactNode {
  const { help, students } = useBoard();
  const closed = useMemo(() => queueHelp(help).closed.slice(0, SHOWN), [help]);
  return (
    <details className="help-history">
      <summary>{t('closedCalls.title', { count: closed.length })}</summary>
      <ul>
        {closed.map(request => (
          <li key={request.id}>
            <ConditionGlyph condition="working" size={12} />
            <span>
              <bdi>{nameOfCaller(request, students.get(request.studentId))}</bdi>
              {t('common.detailSeparator')}
              {request.status === 'withdrawn'
                ? t('closedCalls.withdrawn')
                : t('closedCalls.resolvedBy', { name: inertLine(request.by?.name ?? '', 60) })}
              {request.finding !== undefined && `${t('common.detailSeparator')}${t(`claims.findings.${request.finding}`)}`}
              {request.note !== undefined && request.note !== '' && (
                <bdi>
                  {t('common.detailSeparator')}
                  {inertLine(request.note, LIMITS.noteLength)}
                </bdi>
              )}
            </span>
            {request.at !== undefined && <Ago at={request.at} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

function nameOfCaller({ studentId }: HelpRequest, student: StudentState | undefined): string {
  return student === undefined ? inertLine(studentId, 80) : nameOf(student);
}
