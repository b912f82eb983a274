import type { ReactNode } from 'react';
import type { Replay } from '../../../../src/protocol';
import { useBoard } from '../../class/live/live-class-provider';
import { exerciseName } from '../../class/exercises/exercise-names';
import { nameOf } from '../../class/model/names';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import { IconCheck, IconCircle, IconMinus, IconX } from '../../shared/theme/icons';
import type { Progress, ReplayMoment } from './replay-cursor';

const ICONS = { passed: IconCheck, ran: IconCircle, failing: IconX, none: IconMinus } as const;

const words = (progress: Progress): string => t(`replay.states.${progress}`);

/** Where each student was, and how they stood there. */
export function ReplayedStudents({ replay, moment }: { readonly replay: Replay; readonly moment: ReplayMoment }): ReactNode {
  const { students } = useBoard();
  return (
    <section className="panel replay-view">
      <h2 className="panel-title">{t('replay.students')}</h2>
      <ul className="replay-students">
        {replay.students.map((studentId, index) => {
          const { exercise, progress } = moment.whereabouts[index] ?? { exercise: -1, progress: 'none' };
          const student = students.get(studentId);
          const name = student === undefined ? inertLine(studentId, 80) : nameOf(student);
          const at = replay.exercises[exercise];
          const place = at === undefined ? t('replay.outside') : exerciseName(at);
          return (
            <ReplayedStudent
              key={studentId}
              name={name}
              place={progress === 'none' ? '' : place}
              progress={progress}
              title={t('replay.studentAt', { name, place, state: words(progress) })}
            />
          );
        })}
      </ul>
    </section>
  );
}

interface ReplayedStudentProps {
  readonly name: string;
  readonly place: string;
  readonly progress: Progress;
  readonly title: string;
}

function ReplayedStudent({ name, place, progress, title }: ReplayedStudentProps): ReactNode {
  const Icon = ICONS[progress];
  return (
    <li className="replay-student" data-progress={progress} title={title}>
      <Icon size={14} stroke={2.6} role="img" aria-label={words(progress)} />
      <bdi className="clip">{name}</bdi>
      <span className="soft clip">{place}</span>
    </li>
  );
}
