import type { ReactNode } from 'react';
import { failureText } from '../../api/failure-text';
import { useSpanSince } from '../live/moment';
import { useMe } from '../../session/use-me';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import type { Subject } from './answering';
import { useRefusal } from './answering-room';
import type { Care } from './care';

/** Who is on the way or was there, and when. */
export function CareNote({ care }: { readonly care: Care }): ReactNode {
  return (
    <span className="care-note" data-care={care.kind}>
      {care.kind === 'none' ? t('answering.notVisited') : <Visited care={care} />}
    </span>
  );
}

function Visited({ care: { kind, visit } }: { readonly care: Exclude<Care, { kind: 'none' }> }): ReactNode {
  const span = useSpanSince(visit.at);
  const isMine = visit.by.id === useMe().id;
  return t(`answering.${isMine ? 'mine' : 'theirs'}.${kind}`, { name: inertLine(visit.by.name, 60), span });
}

/** Why the last answer did not go through; kindly, when somebody else was faster. */
export function Refusal({ subject }: { readonly subject: Subject }): ReactNode {
  const failure = useRefusal(subject.key);
  if (failure === undefined) {
    return null;
  }
  const isTaken = failure.kind === 'refused' && failure.code === 'already_claimed';
  return (
    <span className="refusal" role="alert">
      {isTaken ? t('answering.faster', { detail: failureText(failure) }) : failureText(failure)}
    </span>
  );
}
