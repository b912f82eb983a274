import { isCount, isObject } from '../core/check';
import { LIMITS } from '../core/limits';

/** What leaves the student's machine, from least to most; each level includes the ones before it. */
export const CAPTURE_LEVELS = ['activity', 'errors', 'code', 'outputs'] as const;
export type CaptureLevel = (typeof CAPTURE_LEVELS)[number];

/**
 * Whose word lets a student's work be captured:
 * - `ask`: the student's own; nothing is captured until the student has agreed in JupyterLab
 * - `informed`: consent was given elsewhere, such as on paper; the student is shown the same words without being asked
 */
export const CONSENT_MODES = ['ask', 'informed'] as const;
export type ConsentMode = (typeof CONSENT_MODES)[number];

/** What the class captures and how often it reports. */
export interface Policy {
  readonly level: CaptureLevel;
  /** Milliseconds between two reports of one client. */
  readonly cadenceMs: number;
  /** Counts the changes of the policy, from 1. */
  readonly revision: number;
  /** Whether students may pause; they may where this is absent. */
  readonly mayPause?: boolean;
  /** `ask` where this is absent. */
  readonly consent?: ConsentMode;
  /** How many days the class keeps its record; absent where it has not said. */
  readonly retentionDays?: number;
  /** Of the class's uploaded notebooks: SHA-256 of each placeholder's source as it is handed out (see `placeholderHash`), in hex, the first 16 digits. */
  readonly placeholders?: readonly string[];
  /** Words that are masked on the student's machine, besides what every class has masked; see `isMaskWord`. None where this is absent. */
  readonly mask?: readonly string[];
}

/** What a class asks of its students' privacy: what they agree to. */
export interface PolicyTerms {
  readonly level: CaptureLevel;
  readonly mayPause: boolean;
  /** Null where the class has not said. */
  readonly retentionDays: number | null;
}

export const DEFAULT_POLICY: Policy = { level: 'errors', cadenceMs: 15_000, revision: 1 };

/** The optional fields are not looked at: one that cannot be read counts as absent (see `policyTerms` and `consentMode`). */
export function isPolicy(value: unknown): value is Policy {
  return isObject(value) && isCaptureLevel(value['level']) && isCadence(value['cadenceMs']) && isCount(value['revision'], 1);
}

/** What of a policy the student agrees to, with what is absent spelled out. */
export function policyTerms({ level, mayPause, retentionDays }: Policy): PolicyTerms {
  return { level, mayPause: mayPause !== false, retentionDays: isRetentionDays(retentionDays) ? retentionDays : null };
}

export function consentMode({ consent }: Policy): ConsentMode {
  return consent === 'informed' ? 'informed' : 'ask';
}

export function isCaptureLevel(value: unknown): value is CaptureLevel {
  return CAPTURE_LEVELS.some(level => level === value);
}

export function isConsentMode(value: unknown): value is ConsentMode {
  return CONSENT_MODES.some(mode => mode === value);
}

export function isCadence(value: unknown): value is number {
  return isCount(value, LIMITS.minCadenceMs) && value <= LIMITS.maxCadenceMs;
}

export function isRetentionDays(value: unknown): value is number {
  return isCount(value, 1) && value <= LIMITS.maxRetentionDays;
}

/** Whether what is captured at `level` includes what `needed` adds. */
export function includesLevel(level: CaptureLevel, needed: CaptureLevel): boolean {
  return CAPTURE_LEVELS.indexOf(level) >= CAPTURE_LEVELS.indexOf(needed);
}

/** The one of two levels that captures less. */
export function lesserLevel(a: CaptureLevel, b: CaptureLevel): CaptureLevel {
  return includesLevel(a, b) ? b : a;
}
