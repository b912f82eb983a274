import { type ReactNode, useCallback, useState } from 'react';
import type { AuditEntry } from '../../../../src/protocol';
import { FailureNotice } from '../../shared/components/failure-notice';
import { useAnswer } from '../../api/use-answer';
import { Ago } from '../../class/live/moment';
import { usePorts } from '../../ports';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import { actionText, actorText } from './audit-words';

/** The audit log, newest first; loaded when it is opened. */
export function AuditEvents(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="panel settings-panel" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary className="panel-title">{t('settings.auditTitle')}</summary>
      {isOpen && <AuditEventList />}
    </details>
  );
}

function AuditEventList(): ReactNode {
  const { api } = usePorts();
  const { value, failure } = useAnswer(useCallback(() => api.getAudit(), [api]));
  if (failure !== undefined) {
    return <FailureNotice failure={failure} />;
  }
  return value?.entries.length === 0 ? (
    <p className="soft">{t('settings.auditEmpty')}</p>
  ) : (
    <ol className="settings-audit">
      {value?.entries.map(entry => (
        <AuditEvent key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}

function AuditEvent({ entry: { time, actor, action, subject, step, count } }: { readonly entry: AuditEntry }): ReactNode {
  return (
    <li>
      <bdi>{t('settings.auditEvent', { actor: actorText(actor), action: actionText(action) })}</bdi>
      {subject !== undefined && <bdi>{inertLine(subject, 80)}</bdi>}
      {step !== undefined && <span>{inertLine(step, 40)}</span>}
      {count !== undefined && <span>{t('settings.times', { n: count })}</span>}
      <span className="soft">
        <Ago at={time} />
      </span>
    </li>
  );
}
