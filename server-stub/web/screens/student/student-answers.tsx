import type { ReactNode } from 'react';
import type { Subject } from '../../class/claims/claims';
import { visitStateOf } from '../../class/claims/visit-state';
import { Findings } from '../../class/claims/findings';
import { Refusal, VisitNote } from '../../class/claims/visit-note';
import { VisitRemark } from '../../class/claims/visit-remark';
import { ClaimButtons } from '../../class/claims/claim-buttons';
import { useLive } from '../../class/live/live-class-provider';
import { useServerNow } from '../../class/live/moment';
import { WriteButton } from '../../class/sending/write-button';
import type { Entry } from '../../class/model/entry';
import { nameOf } from '../../class/model/names';
import { isGuess } from '../../class/who-next/rank-needs';
import { useTroubles } from '../../class/who-next/use-who-next';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { t } from '../../text/translate';

/** What an instructor can do for this student: claim, mark as helped, send a message. */
export function StudentAnswers({ entry: { student, help } }: { readonly entry: Entry }): ReactNode {
  const nowMs = useServerNow(60_000);
  const isProjecting = useIsProjecting();
  const ofTeam = useLive(({ board }) => board?.teams.get(student.team)?.visit);
  const { studentId, visit, failing } = student;
  const trouble = useTroubles().get(studentId);
  const newsMs = trouble?.newsMs ?? (failing === undefined ? 0 : Date.parse(failing.last));
  const calls = help === undefined ? [] : [help];
  const visitState = visitStateOf({ calls, visits: [visit, ofTeam], newsMs }, nowMs);
  const isGuessed = trouble !== undefined && isGuess({ troubles: [trouble] });
  const subject: Subject = { key: `student:${studentId}`, target: { studentId }, calls };
  return (
    <div className="student-answers">
      <ClaimButtons subject={subject} name={nameOf(student)} visitState={visitState} isGuess={isGuessed} />
      <WriteButton to={{ studentId }} size="compact-sm" label={t('messages.toStudent')}>
        {t('messages.open')}
      </WriteButton>
      <VisitNote visitState={visitState} />
      <Refusal subject={subject} />
      {visit?.status === 'done' && help === undefined && !isProjecting && (
        <div className="student-found">
          {visit.note !== undefined && visit.note !== '' && <VisitRemark note={visit.note} />}
          <Findings subject={subject} name={nameOf(student)} visit={visit} />
        </div>
      )}
    </div>
  );
}
