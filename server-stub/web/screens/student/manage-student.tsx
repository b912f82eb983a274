import type { ReactNode } from 'react';
import type { Outcome } from '../../api/outcome';
import { useBoard } from '../../class/live/live-class-provider';
import { usePorts } from '../../ports';
import { useMe } from '../../session/use-me';
import { t } from '../../text/translate';
import { AskedTwice } from './asked-twice';

interface ManageStudentProps {
  readonly studentId: string;
  /** What came of erasing the student's data. */
  readonly onErasure: (outcome: Outcome<true>) => void;
}

/** What an instructor may do about the student's name and data; nothing where their rights include neither. */
export function ManageStudent({ studentId, onErasure }: ManageStudentProps): ReactNode {
  const { api } = usePorts();
  const { classId, staff } = useBoard();
  const isStaff = staff.has(studentId);
  const { rights } = useMe();
  const mayRelease = rights.includes('name.release');
  const mayErase = rights.includes('student.erase');
  const mayMark = rights.includes('class.change');
  const erase = async (): Promise<Outcome<true>> => {
    const outcome = await api.eraseStudent(classId, studentId);
    onErasure(outcome);
    return outcome;
  };
  return (
    (mayRelease || mayErase || mayMark) && (
      <details className="student-manage">
        <summary>{t('student.manage.title')}</summary>
        <div className="student-manage-parts">
          {mayRelease && (
            <AskedTwice
              offer={t('student.manage.release.offer')}
              question={t('student.manage.release.question')}
              confirm={t('student.manage.release.confirm')}
              done={t('student.manage.release.done')}
              run={() => api.releaseName(classId, studentId)}
            />
          )}
          {mayMark && (
            <AskedTwice
              key={String(isStaff)}
              offer={t(`student.manage.${isStaff ? 'unmark' : 'mark'}.offer`)}
              question={t(`student.manage.${isStaff ? 'unmark' : 'mark'}.question`)}
              confirm={t(`student.manage.${isStaff ? 'unmark' : 'mark'}.confirm`)}
              done={t(`student.manage.${isStaff ? 'unmark' : 'mark'}.done`)}
              run={() => api.markStaff(classId, studentId, !isStaff)}
            />
          )}
          {mayErase && (
            <AskedTwice
              offer={t('student.manage.erase.offer')}
              question={t('student.manage.erase.question')}
              confirm={t('student.manage.erase.confirm')}
              done={t('student.manage.erase.done')}
              run={erase}
            />
          )}
        </div>
      </details>
    )
  );
}
