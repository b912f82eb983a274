import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClassSummary, InstructorSession, OpenedClass, Opening } from '../../../src/protocol';
import type { InstructorApi } from '../api/instructor-api';
import { type Failure, isAccessFailure } from '../api/outcome';
import type { AddressBar } from '../platform/page/address-bar';
import type { Timers } from '../platform/timers';
import { tokenInFragment } from './instructor-token';

/** Why the instructor is looking at the token page. */
export type Notice = { readonly kind: 'signed_out' | 'sign_out_failed' | 'ended' } | { readonly kind: 'failed'; readonly failure: Failure };

export type SessionState =
  | { readonly phase: 'checking' }
  /** Not signed in. `isBusy` while a token is being tried; `tried` is one worth trying again, else empty. */
  | { readonly phase: 'closed'; readonly notice: Notice | undefined; readonly isBusy: boolean; readonly tried: string }
  /** Whether we are signed in cannot be told: the server does not answer. */
  | { readonly phase: 'unreachable' }
  | { readonly phase: 'open'; readonly classes: readonly ClassSummary[]; readonly who: InstructorSession };

export interface Session {
  readonly store: StoreApi<SessionState>;
  /**
   * Signs in with the token of the printed link if the address holds one, else goes on with the cookie. Does nothing when already begun.
   * @param classId of the class that will be shown; else the first
   */
  begin(classId?: string): Promise<void>;
  signIn(token: string): Promise<void>;
  signOut(): Promise<void>;
  /** The class that was told with the newest signing in, once. */
  takeFirst(): OpenedClass | undefined;
  /** Takes over a class that was changed on this page. */
  renewClass(changed: ClassSummary): void;
  /** The server no longer accepts this session. */
  expire(): void;
}

const RETRY_MS = 5000;

export interface SessionPorts {
  readonly api: InstructorApi;
  readonly addressBar: AddressBar;
  readonly timers: Timers;
}

export function createSession({ api, addressBar, timers }: SessionPorts): Session {
  const store = createStore<SessionState>(() => ({ phase: 'checking' }));
  const close = (notice: Notice | undefined, tried = ''): void => store.setState({ phase: 'closed', notice, isBusy: false, tried }, true);
  let cancelRetry = (): void => {};
  let newestTurn = 0;
  let first: OpenedClass | undefined;

  /** Supersedes all earlier requests: a late answer to an old one must not undo a newer one. */
  const takeTurn = (): (() => boolean) => {
    cancelRetry();
    newestTurn += 1;
    const turn = newestTurn;
    return () => turn === newestTurn;
  };

  const open = ({ classes, session: who, first: told }: Opening): void => {
    first = told;
    store.setState({ phase: 'open', classes, who }, true);
  };

  /** Continues with the browser's cookie, if any. */
  const resume = async (classId: string | undefined): Promise<void> => {
    const isCurrent = takeTurn();
    const opening = await api.getOpening(classId);
    if (!isCurrent()) {
      return;
    }
    if (opening.ok) {
      open(opening.value);
    } else if (isAccessFailure(opening.failure)) {
      close(undefined);
    } else {
      store.setState({ phase: 'unreachable' }, true);
      cancelRetry = timers.after(RETRY_MS, () => void resume(classId));
    }
  };

  /** @param meanwhile what the page shows until the server has answered */
  const trySignIn = async (token: string, meanwhile: SessionState): Promise<void> => {
    const isCurrent = takeTurn();
    store.setState(meanwhile, true);
    const opened = await api.openSession(token);
    if (!isCurrent()) {
      return;
    }
    if (opened.ok) {
      open(opened.value);
    } else {
      close({ kind: 'failed', failure: opened.failure }, isAccessFailure(opened.failure) ? '' : token);
    }
  };

  const begin = async (classId?: string): Promise<void> => {
    const token = tokenInFragment(addressBar.fragment);
    if (token === undefined) {
      await (newestTurn === 0 || store.getState().phase === 'unreachable' ? resume(classId) : undefined);
      return;
    }
    // Before anything else: the token must stay neither in sight nor in the history.
    addressBar.replace('/now');
    // Who comes by the link has nothing to type: a form would only be in the way.
    await trySignIn(token, { phase: 'checking' });
  };

  return {
    store,
    begin,
    signIn: token => trySignIn(token, { phase: 'closed', notice: undefined, isBusy: true, tried: '' }),
    async signOut() {
      takeTurn();
      const closed = await api.closeSession();
      close({ kind: closed.ok ? 'signed_out' : 'sign_out_failed' });
    },
    takeFirst() {
      const taken = first;
      first = undefined;
      return taken;
    },
    renewClass(changed) {
      const state = store.getState();
      if (state.phase === 'open') {
        store.setState({ ...state, classes: state.classes.map(each => (each.id === changed.id ? changed : each)) }, true);
      }
    },
    expire() {
      takeTurn();
      close({ kind: 'ended' });
    },
  };
}
