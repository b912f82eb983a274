import type { RememberedSwitch } from './remembered-switch';

/** The instructor's switches, kept for this browser; projector mode is kept for this tab. */
export interface Switches {
  readonly shortcuts: RememberedSwitch;
  readonly highContrast: RememberedSwitch;
  readonly projector: RememberedSwitch;
  /** Sound and system notifications for help requests. */
  readonly helpSound: RememberedSwitch;
  readonly helpNotices: RememberedSwitch;
}
