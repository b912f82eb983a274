import type { en } from '../en';
import type { Translation } from '../translation';
import { helpAlarm } from './class/help-alarm';
import { claims } from './class/claims';
import { charts } from './charts';
import { common } from './common';
import { conditions } from './class/conditions';
import { course } from './screens/course';
import { entrance } from './app/entrance';
import { errors } from './screens/errors';
import { exercises } from './screens/exercises';
import { failures } from './failures';
import { joining } from './screens/joining';
import { keyboard } from './app/keyboard';
import { messages } from './class/messages';
import { now } from './screens/now';
import { projector } from './class/projector';
import { record } from './screens/record';
import { replay } from './screens/replay';
import { sessions } from './class/sessions';
import { settings } from './screens/settings';
import { roster } from './class/roster';
import { shell } from './app/shell';
import { student } from './screens/student';
import { students } from './screens/students';
import { system } from './screens/system';
import { teams } from './screens/teams';
import { timeline } from './screens/timeline';

export const ja: Translation<typeof en> = {
  helpAlarm,
  claims,
  charts,
  common,
  conditions,
  course,
  entrance,
  errors,
  exercises,
  failures,
  joining,
  keyboard,
  messages,
  now,
  projector,
  record,
  replay,
  sessions,
  settings,
  roster,
  shell,
  student,
  students,
  system,
  teams,
  timeline,
};
