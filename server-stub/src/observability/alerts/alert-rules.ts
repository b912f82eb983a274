import type { AlertLevels, AlertName } from '../../../../src/protocol';

/** What an alert watches, and when it speaks. */
export interface AlertRule {
  readonly unit: string;
  /** On which side of a level it is bad. */
  readonly worse: 'above' | 'below';
  readonly levels: AlertLevels;
  /** What the levels are parts of: where a Redis allows less, they shrink in proportion. */
  readonly budget?: number;
  /** The share of a level by which a value must get better than it before the alert goes back. */
  readonly margin: number;
  /** Samples in a row that must agree before the alert changes. */
  readonly samples: number;
  /** @param value with its unit */
  readonly describe: (value: string) => string;
}

/** The levels of connections, memory and errors are those of the plan that this server grew from: 500 connections, 1,024 MB. */
export const ALERT_RULES: Readonly<Record<AlertName, AlertRule>> = {
  log: {
    unit: 's',
    worse: 'above',
    levels: { warning: 5, critical: 30 },
    margin: 0,
    samples: 1,
    describe: value => `the log last took something ${value} ago`,
  },
  errors: {
    unit: '%',
    worse: 'above',
    levels: { warning: 1, critical: 5 },
    margin: 0.2,
    samples: 2,
    describe: value => `${value} of the last minute's requests failed`,
  },
  redis_connections: {
    unit: '',
    worse: 'above',
    levels: { warning: 400, critical: 450 },
    budget: 500,
    margin: 0.1,
    samples: 2,
    describe: value => `Redis has ${value} connections open`,
  },
  redis_memory: {
    unit: 'MB',
    worse: 'above',
    levels: { warning: 800, critical: 950 },
    budget: 1024,
    margin: 0.05,
    samples: 2,
    describe: value => `Redis uses ${value} of memory`,
  },
  process_memory: {
    unit: 'MB',
    worse: 'above',
    levels: { warning: 800, critical: 950 },
    margin: 0.05,
    samples: 2,
    describe: value => `the server's process uses ${value} of memory`,
  },
  event_loop: {
    unit: 'ms',
    worse: 'above',
    levels: { warning: 200, critical: 1000 },
    margin: 0.2,
    samples: 2,
    describe: value => `the server's event loop is late by up to ${value} (p99)`,
  },
  disk_free: {
    unit: '%',
    worse: 'below',
    levels: { warning: 10, critical: 5 },
    margin: 0.1,
    samples: 2,
    describe: value => `${value} of the log's disk is free`,
  },
  janitor: {
    unit: '',
    worse: 'above',
    levels: { warning: 1, critical: 5 },
    margin: 0,
    samples: 1,
    describe: value => `failures in a row of moving old entries into the archive: ${value}`,
  },
  durability: {
    unit: '',
    worse: 'above',
    levels: { warning: 0, critical: 1 },
    margin: 0,
    samples: 1,
    describe: value => (value === '0' ? 'the store keeps what it has taken' : 'the store does not keep what it has taken'),
  },
  clock: {
    unit: 's',
    worse: 'above',
    levels: { warning: 2, critical: 86_400 },
    margin: 0,
    samples: 1,
    describe: value => `the server's clock went ${value} astray in the last ten minutes`,
  },
};

export const ALERT_NAMES = Object.keys(ALERT_RULES) as readonly AlertName[];
