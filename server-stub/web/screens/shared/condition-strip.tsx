import type { ReactNode } from 'react';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { useRoute } from '../../routing/use-route';
import { t } from '../../text/translate';
import { formatCount } from '../../text/format';
import { ConditionGlyph } from '../../class/components/condition-glyph';
import { type Condition, CONDITIONS } from '../../class/model/condition';
import { countConditions, type Entry } from '../../class/model/entry';
import { MIN_GROUP_SIZE } from '../../class/model/small-groups';
import './condition-strip.css';

/** The class as one bar, divided by condition, with a legend of links to those students. */
export function ConditionStrip({ entries }: { readonly entries: readonly Entry[] }): ReactNode {
  const counts = countConditions(entries);
  const isProjecting = useIsProjecting();
  const isShown = (count: number): boolean => !isProjecting || count === 0 || count >= MIN_GROUP_SIZE;
  return (
    <section className="condition-strip" aria-label={t('now.byCondition')}>
      <div className="condition-bar" aria-hidden="true">
        {CONDITIONS.filter(condition => counts[condition] > 0 && isShown(counts[condition])).map(condition => (
          <span key={condition} className="condition-bar-part" data-condition={condition} style={{ flexGrow: counts[condition] }} />
        ))}
      </div>
      <ul className="condition-key">
        {CONDITIONS.filter(condition => condition !== 'not_here' || counts.not_here > 0).map(condition => (
          <li key={condition}>
            <ConditionLink
              condition={condition}
              count={counts[condition]}
              text={isShown(counts[condition]) ? formatCount(counts[condition]) : t('projector.few')}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ConditionLinkProps {
  readonly condition: Condition;
  readonly count: number;
  /** The count in words, or that it is withheld. */
  readonly text: string;
}

/** Links to the students in this condition; when already chosen, back to all of them. */
function ConditionLink({ condition, count, text }: ConditionLinkProps): ReactNode {
  const { route, hrefWith } = useRoute();
  const isChosen = route.screen === 'students' && route.condition === condition;
  return (
    <a
      className="condition-link"
      href={hrefWith({ screen: 'students', condition: isChosen ? undefined : condition, studentId: undefined })}
      data-condition={condition}
      data-none={count === 0}
      aria-current={isChosen ? 'true' : undefined}
      title={t(`conditions.meanings.${condition}`)}
    >
      <ConditionGlyph condition={condition} />
      <span>{t(`conditions.names.${condition}`)}</span>
      <strong>{text}</strong>
    </a>
  );
}
