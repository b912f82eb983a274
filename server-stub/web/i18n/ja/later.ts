import type { Translation } from '../translation';
import type { later as english } from '../en/later';
import { charts } from './charts';
import { closedCalls } from './class/closed-calls';
import { course } from './screens/course';
import { errors } from './screens/errors';
import { exercisesScreen } from './screens/exercises';
import { joining } from './screens/joining';
import { projected } from './class/projected';
import { record } from './screens/record';
import { remarks } from './class/remarks';
import { replay } from './screens/replay';
import { settings } from './screens/settings';
import { roster } from './class/roster';
import { system } from './screens/system';
import { timeline } from './screens/timeline';

/** What is said by parts of the page alone that come later. */
export const later: Translation<typeof english> = {
  charts,
  closedCalls,
  course,
  errors,
  exercisesScreen,
  joining,
  projected,
  record,
  remarks,
  replay,
  settings,
  roster,
  system,
  timeline,
};
