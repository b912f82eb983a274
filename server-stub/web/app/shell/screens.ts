import type { ComponentType } from 'react';
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
import { NowScreen } from '../../screens/now/now-screen';
import { onDemand } from '../../shared/loading/on-demand';
import type { ScreenId } from '../../routing/route';

// The first screen comes with the page, the others when they are opened.
const TeamsScreen = onDemand(async () => (await import('../../screens/teams/teams-screen')).TeamsScreen);
const StudentsScreen = onDemand(async () => (await import('../../screens/students/students-screen')).StudentsScreen);
const ErrorsScreen = onDemand(async () => (await import('../../screens/errors/errors-screen')).ErrorsScreen);
const ExercisesScreen = onDemand(async () => (await import('../../screens/exercises/exercises-screen')).ExercisesScreen);
const ReplayScreen = onDemand(async () => (await import('../../screens/replay/replay-screen')).ReplayScreen);
const RecordScreen = onDemand(async () => (await import('../../screens/record/record-screen')).RecordScreen);
const SystemScreen = onDemand(async () => (await import('../../screens/system/system-screen')).SystemScreen);
const SettingsScreen = onDemand(async () => (await import('../../screens/settings/settings-screen')).SettingsScreen);

export interface Screen {
  readonly id: ScreenId;
  readonly Icon: Icon;
  /** Fills the page, and needs nothing from there. */
  readonly Content: ComponentType;
  /** Phones show these in the bottom bar, and the others behind "More". */
  readonly isPrimary?: true;
  /** Without it there is nothing to do on the screen; undefined where there is something for everybody. */
  readonly right?: string;
  /** Useful before anybody has joined; the other screens show the join guide until then. */
  readonly isForEmptyClass?: true;
}

/** In the order of the navigation. A new screen needs an id in route.ts, a line here and a name in each i18n/…/app/shell.ts. */
const SCREENS_BY_ID: Readonly<Record<ScreenId, Omit<Screen, 'id'>>> = {
  now: { Icon: IconBolt, Content: NowScreen, isPrimary: true },
  teams: { Icon: IconArmchair, Content: TeamsScreen, isPrimary: true },
  students: { Icon: IconUsers, Content: StudentsScreen, isPrimary: true },
  errors: { Icon: IconBug, Content: ErrorsScreen, isPrimary: true },
  exercises: { Icon: IconListCheck, Content: ExercisesScreen },
  replay: { Icon: IconHistory, Content: ReplayScreen, right: 'student.read' },
  record: { Icon: IconArchive, Content: RecordScreen, right: 'delivery.read' },
  system: { Icon: IconServer, Content: SystemScreen, right: 'system.read', isForEmptyClass: true },
  settings: { Icon: IconSettings, Content: SettingsScreen, right: 'class.change', isForEmptyClass: true },
};

export const SCREENS: readonly Screen[] = Object.entries(SCREENS_BY_ID).map(([id, screen]) => ({ id: id as ScreenId, ...screen }));
