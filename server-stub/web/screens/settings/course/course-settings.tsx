import { Button, Checkbox, FileButton } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { FailureNotice } from '../../../shared/components/failure-notice';
import { t } from '../../../text/translate';
import { withNotebook, withoutNotebook, withRunningCounts } from './edit-plan';
import { NotebookPreview } from './notebook-preview';
import { SavedNotebook } from './saved-notebook';
import { type CourseControl, useCoursePlan } from './use-course-plan';
import './course.css';

/** Settings → Exercises: the class's own notebooks, read on this page, and what the instructor says of their exercises. */
export function CourseSettings({ classId }: { readonly classId: string }): ReactNode {
  const course = useCoursePlan(classId);
  const { plan, step, read, save } = course;
  // Clears the input: choosing the same file again after an edit would otherwise be no change.
  const forget = useRef<() => void>(null);
  const choose = (file: File | null): void => {
    forget.current?.();
    void (file === null ? undefined : read(file));
  };
  const isBusy = step.kind === 'busy' || plan === undefined;
  return (
    <section className="panel settings-panel course" aria-labelledby="course">
      <h2 id="course" className="panel-title">
        {t('course.title')}
      </h2>
      <p className="soft">{t('course.lead')}</p>
      {plan?.notebooks.map(notebook => (
        <SavedNotebook
          key={JSON.stringify(notebook)}
          notebook={notebook}
          isBusy={isBusy}
          onSave={changed => void save(withNotebook(plan, changed))}
          onRemove={() => void save(withoutNotebook(plan, notebook.name))}
        />
      ))}
      <Step {...course} />
      <div className="settings-buttons">
        <FileButton
          accept=".ipynb,application/x-ipynb+json"
          inputProps={{ 'aria-label': t('course.choose') }}
          resetRef={forget}
          onChange={choose}
        >
          {props => (
            <Button {...props} variant="default" loading={step.kind === 'busy'} disabled={isBusy}>
              {t('course.choose')}
            </Button>
          )}
        </FileButton>
      </div>
      {plan !== undefined && (
        <Checkbox
          label={t('course.runningCountsAll')}
          description={t('course.runningCountsHint')}
          checked={plan.runningCounts === true}
          disabled={isBusy}
          onChange={event => void save(withRunningCounts(plan, event.currentTarget.checked))}
        />
      )}
    </section>
  );
}

function Step({ plan, step, show, save }: CourseControl): ReactNode {
  switch (step.kind) {
    case 'waiting':
    case 'busy':
      return null;
    case 'saved':
      return <p role="status">{t('course.saved')}</p>;
    case 'unreadable':
      return <p role="alert">{t('course.unreadable')}</p>;
    case 'failed':
      return <FailureNotice failure={step.failure} />;
    case 'read':
      return (
        <NotebookPreview
          key={step.notebook.name}
          read={step}
          isReplacing={plan?.notebooks.some(({ name }) => name === step.notebook.name) === true}
          onCancel={() => show({ kind: 'waiting' })}
          onConfirm={notebook => void save(withNotebook(plan ?? { notebooks: [] }, notebook))}
        />
      );
  }
}
