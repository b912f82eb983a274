import type { ReactNode } from 'react';
import { t } from '../../text/translate';
import { ConditionGlyph } from './condition-glyph';
import type { Condition } from '../model/condition';

/** A condition as icon and text. */
export function ConditionLabel({ condition }: { readonly condition: Condition }): ReactNode {
  return (
    <span className="condition-label" data-condition={condition} title={t(`conditions.meanings.${condition}`)}>
      <ConditionGlyph condition={condition} />
      <span className="clip">{t(`conditions.names.${condition}`)}</span>
    </span>
  );
}
