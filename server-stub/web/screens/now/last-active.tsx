import { type ReactNode, useMemo } from 'react';
import type { ErrorGroup } from '../../../../src/protocol';
import { Ago } from '../../class/live/moment';
import { toScreen } from '../../routing/route';
import { hrefOf, useRoute } from '../../routing/use-route';
import type { Entry } from '../../class/model/entry';
import { nameOf, teamName } from '../../class/model/names';
import { failingCheckOf, failureName } from '../../class/who-next/failing-check';
import { sortEntries } from '../../class/model/order';
import { t } from '../../text/translate';
import { ConditionGlyph } from '../../class/components/condition-glyph';
import { Clipped } from '../../shared/components/clipped';

interface LastActiveProps {
  readonly entries: readonly Entry[];
  /** Of the class now. */
  readonly errors: readonly ErrorGroup[];
  /** Who is on the list of who needs somebody, by id. */
  readonly needy: ReadonlyMap<string, unknown>;
  readonly lines: number;
}

/** The latest activity of students who need nobody: a sign that the class is working. */
export function LastActive({ entries, errors, needy, lines }: LastActiveProps): ReactNode {
  const { route } = useRoute();
  const active = useMemo(() => lastActive(entries, needy).slice(0, lines), [entries, needy, lines]);
  return (
    <section className="panel last-active">
      {active.length > 0 && <h2 className="panel-title who-next-title">{t('now.lastActive')}</h2>}
      {active.length > 0 && (
        <ul className="who-next-list" aria-label={t('now.lastActive')}>
          {active.map(entry => (
            <Line key={entry.student.studentId} entry={entry} errors={errors} />
          ))}
        </ul>
      )}
      <a className="who-next-all" href={hrefOf(toScreen(route, 'students'))}>
        {t('now.all', { count: entries.length })}
      </a>
    </section>
  );
}

function lastActive(entries: readonly Entry[], needy: LastActiveProps['needy']): readonly Entry[] {
  return sortEntries(
    entries.filter(({ student }) => !needy.has(student.studentId) && student.lastEventAt !== null),
    { key: 'activity', isReversed: false },
  );
}

function Line({ entry: { student, condition, place }, errors }: Pick<LastActiveProps, 'errors'> & { readonly entry: Entry }): ReactNode {
  const { hrefWith } = useRoute();
  const name = nameOf(student);
  const details = [t(`conditions.names.${condition}`), failureName(student, failingCheckOf(student, errors)), place];
  return (
    <li className="who-line" data-condition={condition}>
      <ConditionGlyph condition={condition} size={18} />
      <a data-step className="who-line-name whole-link clip" title={name} href={hrefWith({ studentId: student.studentId })}>
        <bdi>{name}</bdi>
      </a>
      <Clipped className="who-line-team" text={student.team === '' ? '' : teamName(student.team)} />
      <span className="who-line-reason">{details.filter(Boolean).join(t('common.detailSeparator'))}</span>
      <span className="who-line-time">
        <Ago at={student.lastEventAt} />
      </span>
    </li>
  );
}
