import type { ProcessReport } from '../../observability/metrics/metrics';

/** What a worker tells its primary. */
export type ToPrimary =
  /** It listens. */
  | { readonly kind: 'ready' }
  /** It is asked for the reports of all workers. */
  | { readonly kind: 'gather'; readonly id: number }
  /** Its own report, as asked for. */
  | { readonly kind: 'report'; readonly id: number; readonly report: ProcessReport };

/** What the primary tells a worker. */
export type ToWorker =
  | { readonly kind: 'stop' }
  | { readonly kind: 'report_please'; readonly id: number }
  | { readonly kind: 'gathered'; readonly id: number; readonly reports: readonly ProcessReport[] };
