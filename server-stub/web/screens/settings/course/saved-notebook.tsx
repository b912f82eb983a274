import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PlannedNotebook } from '../../../../../src/protocol';
import { inertLine } from '../../../text/inert';
import { t } from '../../../text/translate';
import { ExerciseTable } from './exercise-table';

interface SavedNotebookProps {
  readonly notebook: PlannedNotebook;
  readonly isBusy: boolean;
  readonly onSave: (notebook: PlannedNotebook) => void;
  readonly onRemove: () => void;
}

/** A notebook that the class has, to rename and hide its exercises, or to take it back. */
export function SavedNotebook({ notebook, isBusy, onSave, onRemove }: SavedNotebookProps): ReactNode {
  const [edited, setEdited] = useState(notebook);
  const [isAsked, setAsked] = useState(false);
  const name = inertLine(notebook.name, 80);
  return (
    <details className="course-notebook">
      <summary>
        <bdi>{name}</bdi> <span className="soft">{t('course.count', { count: notebook.exercises.length })}</span>
      </summary>
      <ExerciseTable notebook={edited} onChange={setEdited} />
      {isAsked && <p>{t('course.removeQuestion')}</p>}
      <div className="settings-buttons">
        {isAsked ? (
          <>
            <Button color="red" loading={isBusy} onClick={onRemove}>
              {t('course.remove', { name })}
            </Button>
            <Button variant="default" onClick={() => setAsked(false)}>
              {t('roster.cancel')}
            </Button>
          </>
        ) : (
          <>
            <Button disabled={isBusy || edited === notebook} onClick={() => onSave(edited)}>
              {t('settings.save')}
            </Button>
            <Button variant="default" onClick={() => setAsked(true)}>
              {t('course.remove', { name })}
            </Button>
          </>
        )}
      </div>
    </details>
  );
}
