import type { ReactNode } from 'react';
import { LIMITS } from '../../../../src/protocol';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';

/** What was noted of a visit. */
export function VisitRemark({ note }: { readonly note: string }): ReactNode {
  return (
    <p className="visit-remark soft">
      <bdi>{t('remarks.noted', { note: inertLine(note, LIMITS.noteLength) })}</bdi>
    </p>
  );
}
