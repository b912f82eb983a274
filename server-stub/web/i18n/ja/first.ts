import type { Translation } from '../translation';
import type { first as english } from '../en/first';
import { helpAlarm } from './class/help-alarm';
import { claims } from './class/claims';
import { common } from './common';
import { conditions } from './class/conditions';
import { entrance } from './app/entrance';
import { exercises } from './screens/exercises';
import { failures } from './failures';
import { keyboard } from './app/keyboard';
import { messages } from './class/messages';
import { now } from './screens/now';
import { projector } from './class/projector';
import { sessions } from './class/sessions';
import { shell } from './app/shell';
import { student } from './screens/student';
import { students } from './screens/students';
import { teams } from './screens/teams';
import { timeline } from './screens/timeline';

/** What the first screen and the page around it say, and what other screens share with them. */
export const first: Translation<typeof english> = {
  helpAlarm,
  claims,
  common,
  conditions,
  entrance,
  exercises,
  failures,
  keyboard,
  messages,
  now,
  projector,
  sessions,
  shell,
  student,
  students,
  teams,
  timeline,
};
