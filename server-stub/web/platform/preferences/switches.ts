import type { RememberedSwitch } from './remembered-switch';

/** What the instructor can turn on and off for this browser, or, of the projector, for this tab. */
export interface Switches {
  readonly shortcuts: RememberedSwitch;
  readonly highContrast: RememberedSwitch;
  readonly projector: RememberedSwitch;
  /** Whether a call for help is heard, and whether the system tells of it. */
  readonly helpSound: RememberedSwitch;
  readonly helpNotices: RememberedSwitch;
}
