import type { ReactNode } from 'react';
import type { HintEffect } from '../../../../src/protocol';
import { useTicking } from '../live/moment';
import { t } from '../../text/translate';

/** How many of those who were shown a hint passed within 10 minutes; "so far" while those run. */
export function HintEffectNote({ effect: { shown, passed, until } }: { readonly effect: HintEffect }): ReactNode {
  const text = useTicking(nowMs => t(`messages.effect.${nowMs < Date.parse(until) ? 'soFar' : 'whole'}`, { passed, count: shown }));
  return <span className="hint-effect">{text}</span>;
}
