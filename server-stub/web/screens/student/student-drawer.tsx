import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { failureText } from '../../api/failure-text';
import type { Outcome } from '../../api/outcome';
import { useEntry, useLive } from '../../class/live/live-class-provider';
import { Ago } from '../../class/live/moment';
import { useRoute } from '../../routing/use-route';
import { t } from '../../text/translate';
import { ConditionLabel } from '../../class/components/condition-label';
import type { Entry } from '../../class/model/entry';
import { idBeside, nameOf, streakText, teamName } from '../../class/model/names';
import { exerciseAt } from '../../class/model/whereabouts';
import { formatCount } from '../../text/format';
import { KernelNote } from '../shared/kernel-note';
import { struggleText } from './struggle-text';
import { inertLine } from '../../text/inert';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { ErasureNotice } from './erasure-notice';
import { ManageStudent } from './manage-student';
import { StudentAnswers } from './student-answers';
import { TimelineList } from './timeline/timeline-list';
import { useErasure } from './use-erasure';
import './student.css';

/** One student beside the board; open while the address names the student. */
export function StudentDrawer(): ReactNode {
  const { route, goWith } = useRoute();
  const entry = useEntry(route.studentId);
  const { erasedName, endNotice, failureOf, conclude } = useErasure();
  const failure = failureOf(route.studentId);
  return (
    <>
      <ErasureNotice name={erasedName} onEnd={endNotice} />
      <Drawer.Root
        className="student-drawer"
        opened={route.studentId !== undefined}
        onClose={() => goWith({ studentId: undefined })}
        position="right"
        size="min(680px, 100vw)"
      >
        <Drawer.Overlay backgroundOpacity={0.28} />
        <Drawer.Content>
          <Drawer.Header>
            <Drawer.Title component="h2" className="student-drawer-title">
              {entry === undefined ? t('student.unknown') : <bdi>{nameOf(entry.student)}</bdi>}
            </Drawer.Title>
            <Drawer.CloseButton aria-label={t('student.close')} />
          </Drawer.Header>
          <Drawer.Body>
            {entry !== undefined && (
              <StudentSheet key={entry.student.studentId} entry={entry} onErasure={outcome => conclude(entry.student, outcome)} />
            )}
            {entry === undefined && failure !== undefined && <p role="alert">{failureText(failure)}</p>}
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </>
  );
}

interface StudentSheetProps {
  readonly entry: Entry;
  /** What came of erasing the student's data. */
  readonly onErasure: (outcome: Outcome<true>) => void;
}

function StudentSheet({ entry, onErasure }: StudentSheetProps): ReactNode {
  const isProjecting = useIsProjecting();
  const { student, condition, help } = entry;
  const exercises = useLive(({ board }) => board?.exercises);
  const at = exerciseAt(student, exercises ?? []);
  const place = [entry.place, struggleText(student, at)].filter(Boolean).join(t('common.detailSeparator'));
  const isStaff = useLive(({ board }) => board?.staff.has(student.studentId) === true);
  const team = student.team === '' ? '' : teamName(student.team);
  const verified = student.verified === true ? t('students.verified') : '';
  const doubt = student.looksLike === undefined ? '' : t('students.looksLike', { other: inertLine(student.looksLike, 80) });
  const identity = [isProjecting ? '' : idBeside(student), team, verified, doubt].filter(Boolean).join(t('common.detailSeparator'));
  return (
    <>
      {identity !== '' && <p className="student-identity soft">{identity}</p>}
      <ManageStudent studentId={student.studentId} onErasure={onErasure} />
      {isStaff && <p className="student-staff">{t('student.staff')}</p>}
      <p className="student-condition">
        <ConditionLabel condition={condition} />
        <span className="soft">{t(`conditions.meanings.${condition}`)}</span>
        <KernelNote student={student} />
      </p>
      {help?.question !== undefined && (
        <blockquote className="student-question">{t('student.withinHelp', { question: inertLine(help.question, 500) })}</blockquote>
      )}
      <dl className="student-facts">
        <Fact name={t('student.lastActivity')}>
          <Ago at={student.lastEventAt} />
        </Fact>
        <Fact name={t('student.lastSeen')}>
          <Ago at={student.lastSeenAt} />
        </Fact>
        <Fact name={t('student.joined')}>
          <Ago at={student.enrolledAt} />
        </Fact>
        <Fact name={t('student.runs')}>{formatCount(student.runs)}</Fact>
        <Fact name={t('student.errors')}>{formatCount(student.errors)}</Fact>
        <Fact name={t('student.streak')}>{streakText(student)}</Fact>
        <Fact name={t('student.place')} isWide>
          {place || t('common.none')}
        </Fact>
      </dl>
      {!isStaff && <StudentAnswers entry={entry} />}
      {isProjecting ? <p className="soft">{t('projected.withheld')}</p> : <TimelineList studentId={student.studentId} />}
    </>
  );
}

interface FactProps {
  readonly name: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, isWide = false, children }: FactProps): ReactNode {
  return (
    <div data-wide={isWide}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
