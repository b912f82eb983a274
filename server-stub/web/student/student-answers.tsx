import type { ReactNode } from 'react';
import type { Subject } from '../answering/answering';
import { careOf } from '../answering/care';
import { CareNote, Refusal } from '../answering/care-note';
import { ClaimButtons } from '../answering/claim-buttons';
import { useLive } from '../live/class-room';
import { useServerNow } from '../live/moment';
import { WriteButton } from '../sending/write-button';
import type { Entry } from '../students/entry';
import { nameOf } from '../students/names';
import { t } from '../text/translate';

/** What an instructor can do for this student: go there, say that it is done, write. */
export function StudentAnswers({ entry: { student, help } }: { readonly entry: Entry }): ReactNode {
  const nowMs = useServerNow(60_000);
  const ofTeam = useLive(({ board }) => board?.teams.get(student.team)?.visit);
  const { studentId, visit, failing } = student;
  const newsMs = failing === undefined ? 0 : Date.parse(failing.last);
  const calls = help === undefined ? [] : [help];
  const care = careOf({ calls, visits: [visit, ofTeam], newsMs }, nowMs);
  const subject: Subject = { key: `student:${studentId}`, target: { studentId }, calls };
  return (
    <div className="student-answers">
      <ClaimButtons subject={subject} name={nameOf(student)} care={care} />
      <WriteButton to={{ studentId }} size="compact-sm" label={t('messages.toStudent')}>
        {t('messages.open')}
      </WriteButton>
      <CareNote care={care} />
      <Refusal subject={subject} />
    </div>
  );
}
