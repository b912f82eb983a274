import { type Condition, isCondition } from '../class/model/condition';

/** Where the dashboard is, as far as it should survive a reload and the back button. */
export interface Route {
  readonly screen: ScreenId;
  /** Undefined: the first class. */
  readonly classId: string | undefined;
  readonly condition: Condition | undefined;
  /** Undefined: every team; empty: students in no team. */
  readonly team: string | undefined;
  /** Whose drawer is open. */
  readonly studentId: string | undefined;
  /** Undefined: how the screen shows things at first. */
  readonly view: View | undefined;
}

export const SCREEN_IDS = ['now', 'teams', 'students', 'errors', 'exercises', 'replay', 'record', 'system', 'settings'] as const;
export type ScreenId = (typeof SCREEN_IDS)[number];

/** Other ways in which screens show what they show: the teams where they sit. */
export const VIEWS = ['map'] as const;
export type View = (typeof VIEWS)[number];

const EMPTY: Route = { screen: 'now', classId: undefined, condition: undefined, team: undefined, studentId: undefined, view: undefined };

/** Reads a fragment such as `/students?team=Team+7`. What it does not know it ignores. */
export function parseRoute(fragment: string): Route {
  const [path = '', query = ''] = fragment.split('?', 2);
  const params = new URLSearchParams(query);
  const condition = params.get('status') ?? '';
  return {
    screen: SCREEN_IDS.find(id => path === `/${id}`) ?? EMPTY.screen,
    classId: params.get('class') ?? undefined,
    condition: isCondition(condition) ? condition : undefined,
    team: params.get('team') ?? undefined,
    studentId: params.get('student') ?? undefined,
    view: VIEWS.find(view => view === params.get('view')),
  };
}

export function formatRoute(route: Route): string {
  const params = new URLSearchParams();
  const fields = { class: route.classId, status: route.condition, team: route.team, student: route.studentId, view: route.view };
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) {
      params.set(name, value);
    }
  }
  return params.size === 0 ? `/${route.screen}` : `/${route.screen}?${params.toString()}`;
}

/** Another screen of the same class, without filters. */
export function toScreen(route: Route, screen: ScreenId): Route {
  return { ...EMPTY, classId: route.classId, screen };
}
