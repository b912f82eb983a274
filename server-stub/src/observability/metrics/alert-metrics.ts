import { Gauge, type Registry } from 'prom-client';
import type { Alert, AlertSeverity } from '../../../../src/protocol';

const NUMBERS: Readonly<Record<AlertSeverity, number>> = { ok: 0, warning: 1, critical: 2 };

/** The server's own alerts. */
export class AlertMetrics {
  readonly #severity: Gauge<'alert'>;

  constructor(registry: Registry) {
    this.#severity = new Gauge({
      name: 'cell_monitor_alert_severity',
      help: 'The severity of each alert: 0 for none, 1 for a warning, 2 for critical.',
      labelNames: ['alert'],
      aggregator: 'max',
      registers: [registry],
    });
  }

  /** Takes the place of what was noted: an alert that was turned off is gone. */
  note(alerts: readonly Alert[]): void {
    this.#severity.reset();
    alerts.forEach(({ name, severity }) => this.#severity.set({ alert: name }, NUMBERS[severity]));
  }
}
