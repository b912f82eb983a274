import { isCount, isHelpStatusReply, isObject, isUnnamed, SOLVED, type HelpStatusReply, type JsonObject } from '../../protocol';

interface Place {
  readonly notebook: string;
  /** The notebook's first path, where it was renamed before. */
  readonly formerly?: string;
  readonly cellId: string;
}

/** A student's help request, from when they make it until it has ended. */
export interface HelpCall {
  /** Milliseconds since the epoch, by the student's clock. */
  readonly atMs: number;
  /** As it was sent; empty when they asked none. */
  readonly question: string;
  /** The cell that it is about, if any. */
  readonly place: Place | null;
  /** Whether the student lets the call take itself back when that cell works. */
  readonly closesItself: boolean;
  /** What the class's server said of it last; null before it has said anything. */
  readonly standing: HelpStatusReply | null;
}

/** The present call, and the id of the last one that ended: a late reply may still mention it. */
export interface HelpState {
  readonly call: HelpCall | null;
  readonly endedId: string | null;
}

const NO_CALLS: HelpState = { call: null, endedId: null };

/** @param data of the `help.requested` that calls */
export function callForHelp(state: HelpState, data: JsonObject, closesItself: boolean, atMs: number): HelpState {
  const { question, notebook, formerly, cell } = data;
  const place = { notebook, ...(formerly !== undefined && { formerly }), cellId: isObject(cell) ? cell['id'] : undefined };
  return {
    ...state,
    call: {
      atMs,
      question: typeof question === 'string' ? question : '',
      place: isPlace(place) ? place : null,
      closesItself,
      standing: null,
    },
  };
}

export function endCall({ call, endedId }: HelpState): HelpState {
  return { call: null, endedId: call?.standing?.id ?? endedId };
}

/** Applies what a reply says of the call. A reply that says nothing may come from a server that has not read the call yet. */
export function applyHelpStatus(state: HelpState, standing: HelpStatusReply | undefined): HelpState {
  if (standing === undefined || standing.id === state.endedId) {
    return state;
  }
  if (standing.status === 'resolved') {
    return { call: null, endedId: standing.id };
  }
  return state.call === null ? state : { ...state, call: { ...state.call, standing } };
}

/** Whether what a reply says of the call changes anything: it says so again and again while the student waits. */
export function isNews(state: HelpState, standing: HelpStatusReply): boolean {
  const next = applyHelpStatus(state, standing);
  return next !== state && JSON.stringify(next) !== JSON.stringify(state);
}

/** Whether an event shows that the cell works that the call is about, and the student lets that end it. A placeholder that runs solves nothing. */
export function isSolvedBy({ closesItself, place }: HelpCall, type: string, data: JsonObject): boolean {
  const { cell, ok, ended, checks } = data;
  const hasFailedCheck = Array.isArray(checks) && checks.some(check => isObject(check) && check['ok'] !== true);
  const isSuccess = closesItself && place !== null && type === 'cell.executed' && ok === true && ended === undefined && !hasFailedCheck;
  return isSuccess && isIn(place, data) && isObject(cell) && cell['id'] === place.cellId;
}

/** Whether an event is of that notebook, which may have been renamed since. What had no name yet when the student called has no first path either. */
function isIn(place: Place, { notebook, formerly }: JsonObject): boolean {
  return isUnnamed(place.notebook) || (formerly ?? notebook) === (place.formerly ?? place.notebook);
}

/** The data of the `help.withdrawn` that ends a call. */
export function withdrawalData({ place }: HelpCall, isSolved: boolean): JsonObject {
  return { ...(place !== null && { notebook: place.notebook }), ...(isSolved && { reason: SOLVED }) };
}

/** Reads what is stored. What cannot be read counts as no call. */
export function parseHelpState(stored: unknown): HelpState {
  if (!isObject(stored)) {
    return NO_CALLS;
  }
  const { call, endedId } = stored;
  return { call: readCall(call), endedId: typeof endedId === 'string' ? endedId : null };
}

function readCall(stored: unknown): HelpCall | null {
  if (!isObject(stored) || !isCount(stored['atMs'], 0)) {
    return null;
  }
  const { atMs, question, place, closesItself, standing } = stored;
  return {
    atMs,
    question: typeof question === 'string' ? question : '',
    place: isPlace(place) ? place : null,
    closesItself: closesItself === true,
    standing: isHelpStatusReply(standing) ? standing : null,
  };
}

function isPlace(value: unknown): value is Place {
  if (!isObject(value)) {
    return false;
  }
  const { notebook, formerly, cellId } = value;
  return typeof notebook === 'string' && typeof cellId === 'string' && (formerly === undefined || typeof formerly === 'string');
}
