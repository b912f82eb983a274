import type { ReactNode } from 'react';
import { strings } from '../strings';
import { ConditionGlyph } from '../theme/condition-glyph';
import type { Condition } from './condition';

/** A condition in mark and words. */
export function ConditionLabel({ condition }: { readonly condition: Condition }): ReactNode {
  return (
    <span className="condition-label" data-condition={condition} title={strings.conditionMeanings[condition]}>
      <ConditionGlyph condition={condition} />
      <span className="clip">{strings.conditions[condition]}</span>
    </span>
  );
}
