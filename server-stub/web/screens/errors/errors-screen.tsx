import { type ReactNode, useMemo } from 'react';
import { useBoard, useEntries } from '../../class/live/live-class-provider';
import { countBegun } from '../../class/model/entry';
import { groupTitle } from '../../class/exercises/error-groups';
import { inertLine } from '../../text/inert';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { t } from '../../text/translate';
import { IconCheck } from '../../shared/theme/icons';
import { ErrorCard } from './error-card';
import { countStudents, type ErrorPlace, placesOf, type SolvedError } from './error-places';
import { useSolved } from './use-solved';
import './errors.css';

/** Groups equal errors across the class, so that one hint helps everyone who has one. */
export function ErrorsScreen(): ReactNode {
  const { errors, hidden } = useBoard();
  const isProjecting = useIsProjecting();
  const begun = countBegun(useEntries()).now;
  const places = useMemo(() => placesOf(errors), [errors]);
  const solved = useSolved(errors);
  return (
    <div className="errors">
      <p className="errors-lead">
        {places.length === 0 ? t(isProjecting ? 'errors.noneShown' : 'errors.none') : t('errors.lead', { count: countStudents(errors) })}
      </p>
      {hidden.errors > 0 && <p className="soft">{t('projected.hiddenErrors', { count: hidden.errors })}</p>}
      {places.map(place => (
        <Place key={place.key} place={place} classSize={begun} />
      ))}
      {solved.length > 0 && <Solved solved={solved} />}
    </div>
  );
}

function Place({ place: { place, groups }, classSize }: { readonly place: ErrorPlace; readonly classSize: number }): ReactNode {
  return (
    <section className="error-place">
      <h2 className="panel-title">
        <bdi>{inertLine(place, 80)}</bdi>
      </h2>
      <ul className="error-list">
        {groups.map(group => (
          <ErrorCard key={group.id} group={group} classSize={classSize} />
        ))}
      </ul>
    </section>
  );
}

function Solved({ solved }: { readonly solved: readonly SolvedError[] }): ReactNode {
  return (
    <ul className="errors-solved soft" role="status">
      {solved.map(({ group }) => (
        <li key={group.id}>
          <IconCheck size={16} aria-hidden="true" />
          <bdi>{t('errors.gone', { count: group.ever, error: groupTitle(group), place: inertLine(group.place, 80) })}</bdi>
        </li>
      ))}
    </ul>
  );
}
