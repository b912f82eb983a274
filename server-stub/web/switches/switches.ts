import type { RememberedSwitch } from './remembered-switch';

/** What the instructor can turn on and off for this browser, or, of the projector, for this tab. */
export interface Switches {
  readonly shortcuts: RememberedSwitch;
  readonly highContrast: RememberedSwitch;
  readonly projector: RememberedSwitch;
}
