import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PlannedNotebook } from '../../../../../src/protocol';
import { IconAlertTriangle } from '../../../shared/theme/icons';
import { inertLine } from '../../../text/inert';
import { t } from '../../../text/translate';
import { ExerciseTable } from './exercise-table';
import type { ReadNotebook } from './use-course-plan';

interface NotebookPreviewProps {
  readonly read: ReadNotebook;
  /** The class has one of this name. */
  readonly isReplacing: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: (notebook: PlannedNotebook) => void;
}

/** What would be sent of a notebook, with warnings, before it is. */
export function NotebookPreview({ read, isReplacing, onCancel, onConfirm }: NotebookPreviewProps): ReactNode {
  const [notebook, setNotebook] = useState(read.notebook);
  const { exercises } = notebook;
  const name = inertLine(notebook.name, 80);
  return (
    <div className="course-preview" role="group" aria-label={name}>
      <h3 className="settings-title">
        <bdi>{name}</bdi>
      </h3>
      {read.signs.length > 0 && (
        <div className="course-warning" role="alert">
          <IconAlertTriangle size={20} stroke={1.8} aria-hidden="true" />
          <div>
            <strong>{t('course.sourceVersion')}</strong>
            <ul>
              {read.signs.map(sign => (
                <li key={sign}>{t(`course.signs.${sign}`)}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <p role="status">{exercises.length === 0 ? t('course.noExercises') : t('course.found', { count: exercises.length })}</p>
      {exercises.length > 0 && <ExerciseTable notebook={notebook} onChange={setNotebook} />}
      <div className="settings-buttons">
        <Button disabled={exercises.length === 0} onClick={() => onConfirm(notebook)}>
          {t(isReplacing ? 'course.replace' : 'course.use')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('roster.cancel')}
        </Button>
      </div>
    </div>
  );
}
