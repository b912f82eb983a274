/**
 * Upper bounds of the histograms, in seconds. They lie close together around what is promised: 20–50 ms for a report, 300 ms
 * from the log to a dashboard.
 */
export const LATENCY_BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10];
