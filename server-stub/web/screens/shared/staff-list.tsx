import type { ReactNode } from 'react';
import { useBoard } from '../../class/live/live-class-provider';
import { nameOf } from '../../class/model/names';
import { useRoute } from '../../routing/use-route';
import { t } from '../../text/translate';
import './staff-list.css';

/** Instructors who joined to demonstrate: in no list and no number, and still to be found. */
export function StaffList(): ReactNode {
  const { staff } = useBoard();
  const { hrefWith } = useRoute();
  return (
    staff.size > 0 && (
      <section className="panel staff-list" aria-label={t('students.staff')}>
        <p>{t('students.staff')}</p>
        <ul>
          {[...staff.values()].map(student => (
            <li key={student.studentId}>
              <a href={hrefWith({ studentId: student.studentId })}>
                <bdi>{nameOf(student)}</bdi>
              </a>
            </li>
          ))}
        </ul>
      </section>
    )
  );
}
