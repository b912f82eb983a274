import type { ReactNode } from 'react';
import type { Alert } from '../../../../src/protocol';
import { Ago } from '../../class/live/moment';
import { t } from '../../text/translate';
import { IconAlertTriangle, IconCheck } from '../../shared/theme/icons';

/** Current alerts, worst first. */
export function AlertList({ alerts }: { readonly alerts: readonly Alert[] }): ReactNode {
  const raised = [...alerts.filter(({ severity }) => severity === 'critical'), ...alerts.filter(({ severity }) => severity === 'warning')];
  return (
    <section className="panel system-part" aria-live="polite">
      <h2 className="panel-title">{t('system.alerts')}</h2>
      {raised.length === 0 ? (
        <p className="system-quiet">
          <IconCheck size={18} stroke={2.4} aria-hidden="true" /> {t('system.quiet')}
        </p>
      ) : (
        <ul className="system-alerts">
          {raised.map(alert => (
            <RaisedAlert key={alert.name} alert={alert} />
          ))}
        </ul>
      )}
    </section>
  );
}

function RaisedAlert({ alert: { severity, text, since } }: { readonly alert: Alert }): ReactNode {
  return (
    <li className="system-alert" data-severity={severity}>
      <IconAlertTriangle size={18} stroke={2.2} aria-hidden="true" />
      <strong>{severity === 'critical' ? t('system.critical') : t('system.warning')}</strong>
      <span>{text}</span>
      <span className="soft">
        <Ago at={since} />
      </span>
    </li>
  );
}
