import { charts } from './charts';
import { course } from './screens/course';
import { joining } from './screens/joining';
import { record } from './screens/record';
import { replay } from './screens/replay';
import { settings } from './screens/settings';
import { roster } from './class/roster';
import { system } from './screens/system';

/** What is said by parts of the page alone that come later. */
export const later = {
  charts,
  course,
  joining,
  record,
  replay,
  settings,
  roster,
  system,
} as const;
