import { Checkbox, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { LIMITS, type PlannedExercise, type PlannedNotebook } from '../../../../../src/protocol';
import { inertLine } from '../../../text/inert';
import { t } from '../../../text/translate';
import { editExercise, type ExerciseEdit } from './edit-plan';

interface ExerciseTableProps {
  readonly notebook: PlannedNotebook;
  readonly onChange: (notebook: PlannedNotebook) => void;
}

/** The exercises of a notebook: what is known of each, and what the instructor says of it. */
export function ExerciseTable({ notebook, onChange }: ExerciseTableProps): ReactNode {
  return (
    <div className="course-frame">
      <table className="course-table">
        <thead>
          <tr>
            <th scope="col">{t('course.columns.name')}</th>
            <th scope="col">{t('course.columns.title')}</th>
            <th scope="col">{t('course.columns.checks')}</th>
            <th scope="col">{t('course.columns.placeholder')}</th>
            <th scope="col">{t('course.columns.choices')}</th>
          </tr>
        </thead>
        <tbody>
          {notebook.exercises.map(exercise => (
            <Row key={exercise.name} exercise={exercise} onEdit={edit => onChange(editExercise(notebook, exercise.name, edit))} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const CHECKS_NAMED = 3;

function Row({ exercise, onEdit }: { readonly exercise: PlannedExercise; readonly onEdit: (edit: ExerciseEdit) => void }): ReactNode {
  const { title = '', checks, placeholder, isHidden = false, runningCounts = false } = exercise;
  const name = inertLine(exercise.name, 60);
  return (
    <tr data-hidden={isHidden}>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>
        <TextInput
          size="xs"
          aria-label={t('course.titleOf', { name })}
          value={title}
          placeholder={name}
          maxLength={LIMITS.exerciseNameLength}
          onChange={event => onEdit({ title: event.currentTarget.value })}
        />
      </td>
      <td>{checksText(checks)}</td>
      <td>{t(placeholder === undefined ? 'course.hasCode' : 'course.toFillIn')}</td>
      <td>
        <Checkbox
          size="xs"
          label={t('course.hide')}
          aria-label={t('course.hideOne', { name })}
          checked={isHidden}
          onChange={event => onEdit({ isHidden: event.currentTarget.checked })}
        />
        {checks.length === 0 && (
          <Checkbox
            size="xs"
            mt={4}
            label={t('course.runningCounts')}
            aria-label={t('course.runningCountsOne', { name })}
            checked={runningCounts}
            onChange={event => onEdit({ runningCounts: event.currentTarget.checked })}
          />
        )}
      </td>
    </tr>
  );
}

function checksText(checks: readonly string[]): string {
  if (checks.length === 0) {
    return t('course.noCheck');
  }
  const named = checks.slice(0, CHECKS_NAMED).map(check => inertLine(check, 30));
  const more = checks.length - named.length;
  return [...named, ...(more > 0 ? [t('common.more', { n: more })] : [])].join(t('common.listSeparator'));
}
