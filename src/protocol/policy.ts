import { isCount, isObject } from './check';
import { LIMITS } from './limits';

/** What leaves the student's machine, from least to most; each level includes the ones before it. */
export const CAPTURE_LEVELS = ['activity', 'errors', 'code', 'outputs'] as const;
export type CaptureLevel = (typeof CAPTURE_LEVELS)[number];

/** What the class captures and how often it reports. */
export interface Policy {
  readonly level: CaptureLevel;
  /** Milliseconds between two reports of one client. */
  readonly cadenceMs: number;
  /** Counts the changes of the policy, from 1. */
  readonly revision: number;
  /** How many days the class keeps its record; absent where it has not said. */
  readonly retentionDays?: number;
}

export const DEFAULT_POLICY: Policy = { level: 'errors', cadenceMs: 15_000, revision: 1 };

export function isPolicy(value: unknown): value is Policy {
  return isObject(value) && isCaptureLevel(value['level']) && isCadence(value['cadenceMs']) && isCount(value['revision'], 1);
}

export function isCaptureLevel(value: unknown): value is CaptureLevel {
  return CAPTURE_LEVELS.some(level => level === value);
}

export function isCadence(value: unknown): value is number {
  return isCount(value, LIMITS.minCadenceMs) && value <= LIMITS.maxCadenceMs;
}

/** Whether what is captured at `level` includes what `needed` adds. */
export function includesLevel(level: CaptureLevel, needed: CaptureLevel): boolean {
  return CAPTURE_LEVELS.indexOf(level) >= CAPTURE_LEVELS.indexOf(needed);
}
