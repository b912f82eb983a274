import { type Condition, isCondition } from '../class/model/condition';

/** The part of the page's state that lives in the address, and so survives reloads and the back button. */
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
  /** Which session is replayed; undefined: the newest. */
  readonly session: string | undefined;
}

const SCREEN_IDS = ['now', 'teams', 'students', 'errors', 'exercises', 'replay', 'record', 'system', 'settings'] as const;
export type ScreenId = (typeof SCREEN_IDS)[number];

/** Alternative views of a screen. */
const VIEWS = ['map'] as const;
type View = (typeof VIEWS)[number];

const EMPTY: Route = {
  screen: 'now',
  classId: undefined,
  condition: undefined,
  team: undefined,
  studentId: undefined,
  view: undefined,
  session: undefined,
};

/** Reads a fragment such as `/students?team=Team+7`; ignores what it does not know. */
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
    session: params.get('session') ?? undefined,
  };
}

export function formatRoute(route: Route): string {
  const params = new URLSearchParams();
  const fields = {
    class: route.classId,
    status: route.condition,
    team: route.team,
    student: route.studentId,
    view: route.view,
    session: route.session,
  };
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
