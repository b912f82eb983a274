import {
  IconArchive,
  IconArmchair,
  IconBolt,
  IconBug,
  IconHistory,
  IconListCheck,
  IconServer,
  IconSettings,
  IconUsers,
  type Icon,
} from '../../shared/theme/icons';
import type { ReactNode } from 'react';
import { ErrorsScreen } from '../../screens/errors/errors-screen';
import { ExercisesScreen } from '../../screens/exercises/exercises-screen';
import { NowScreen } from '../../screens/now/now-screen';
import { RecordScreen } from '../../screens/record/record-screen';
import { ReplayScreen } from '../../screens/replay/replay-screen';
import type { ScreenId } from '../../routing/route';
import { SettingsScreen } from '../../screens/settings/settings-screen';
import { StudentsScreen } from '../../screens/students/students-screen';
import { SystemScreen } from '../../screens/system/system-screen';
import { TeamsScreen } from '../../screens/teams/teams-screen';

export interface Screen {
  readonly id: ScreenId;
  readonly Icon: Icon;
  readonly Content: () => ReactNode;
  /** Phones show these in the bottom bar, and the others behind "More". */
  readonly isPrimary?: true;
  /** Useful before anybody has joined; the other screens show the join guide until then. */
  readonly isForEmptyClass?: true;
}

/** All screens, in the order of the navigation. A new one needs a line here, an id in route.ts and a name in each i18n/…/app/shell.ts. */
export const SCREENS: readonly Screen[] = [
  { id: 'now', Icon: IconBolt, Content: NowScreen, isPrimary: true },
  { id: 'teams', Icon: IconArmchair, Content: TeamsScreen, isPrimary: true },
  { id: 'students', Icon: IconUsers, Content: StudentsScreen, isPrimary: true },
  { id: 'errors', Icon: IconBug, Content: ErrorsScreen, isPrimary: true },
  { id: 'exercises', Icon: IconListCheck, Content: ExercisesScreen },
  { id: 'replay', Icon: IconHistory, Content: ReplayScreen },
  { id: 'record', Icon: IconArchive, Content: RecordScreen },
  { id: 'system', Icon: IconServer, Content: SystemScreen, isForEmptyClass: true },
  { id: 'settings', Icon: IconSettings, Content: SettingsScreen, isForEmptyClass: true },
];
