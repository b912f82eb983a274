import type { ReactNode } from 'react';
import { failureText } from '../../api/failure-text';
import { useSpanSince } from '../live/moment';
import { useMe } from '../../session/use-me';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import type { Subject } from './claims';
import { useRefusal } from './claims-provider';
import type { VisitState } from './visit-state';

/** Who is on the way or has helped, and when. */
export function VisitNote({ visitState }: { readonly visitState: VisitState }): ReactNode {
  return (
    <span className="visit-note" data-visit={visitState.kind}>
      {visitState.kind === 'none' ? t('claims.notVisited') : <Visited visitState={visitState} />}
    </span>
  );
}

function Visited({ visitState: { kind, visit } }: { readonly visitState: Exclude<VisitState, { kind: 'none' }> }): ReactNode {
  const span = useSpanSince(visit.at);
  const isMine = visit.by.id === useMe().id;
  const isNotStuck = kind === 'visited' && visit.finding === 'not_stuck';
  const text = t(`claims.${isMine ? 'mine' : 'theirs'}.${isNotStuck ? 'notStuck' : kind}`, { name: inertLine(visit.by.name, 60), span });
  const found = visit.finding === undefined || isNotStuck ? '' : t(`claims.findings.${visit.finding}`);
  return [text, found].filter(Boolean).join(t('common.detailSeparator'));
}

/** Why the last step was refused; put kindly when a colleague was faster. */
export function Refusal({ subject }: { readonly subject: Subject }): ReactNode {
  const failure = useRefusal(subject.key);
  if (failure === undefined) {
    return null;
  }
  const isTaken = failure.kind === 'refused' && failure.code === 'already_claimed';
  return (
    <span className="refusal" role="alert">
      {isTaken ? t('claims.faster', { detail: failureText(failure) }) : failureText(failure)}
    </span>
  );
}
