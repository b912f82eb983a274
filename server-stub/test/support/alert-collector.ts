import type { AlertChange, AlertSink } from '../../src/observability/alerts/alert-board';

/** Remembers what it was told, as `NAME: BEFORE → NOW`. */
export class AlertCollector implements AlertSink {
  readonly told: string[] = [];
  isClosed = false;

  tell({ alert, previous }: AlertChange): void {
    this.told.push(`${alert.name}: ${previous} → ${alert.severity}`);
  }

  close(): void {
    this.isClosed = true;
  }
}
