import { IconBolt, IconUsers, type Icon } from '../theme/icons';
import type { ReactNode } from 'react';
import { NowScreen } from '../now/now-screen';
import type { ScreenId } from '../routing/route';
import { StudentsScreen } from '../students/students-screen';

export interface Screen {
  readonly id: ScreenId;
  readonly Icon: Icon;
  readonly Content: () => ReactNode;
}

/** Every screen there is, in the order of the navigation. A new one needs a line here, an id in route.ts and a name in each messages/…/shell.ts. */
export const SCREENS: readonly Screen[] = [
  { id: 'now', Icon: IconBolt, Content: NowScreen },
  { id: 'students', Icon: IconUsers, Content: StudentsScreen },
];
