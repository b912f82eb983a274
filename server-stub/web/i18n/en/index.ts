import { alerts } from './alerts';
import { answering } from './answering';
import { charts } from './charts';
import { common } from './common';
import { conditions } from './conditions';
import { entrance } from './entrance';
import { errors } from './errors';
import { exercises } from './exercises';
import { failures } from './failures';
import { joining } from './joining';
import { keyboard } from './keyboard';
import { messages } from './messages';
import { now } from './now';
import { projector } from './projector';
import { record } from './record';
import { replay } from './replay';
import { rules } from './rules';
import { settings } from './settings';
import { shell } from './shell';
import { student } from './student';
import { students } from './students';
import { system } from './system';
import { teams } from './teams';
import { timeline } from './timeline';

/** Every word that the dashboard shows, by area. `{{name}}` is filled in; `…_one` and `…_other` are chosen by `count`. */
export const en = {
  alerts,
  answering,
  charts,
  common,
  conditions,
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
  rules,
  settings,
  shell,
  student,
  students,
  system,
  teams,
  timeline,
} as const;
