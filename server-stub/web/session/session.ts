import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClassSummary, InstructorSession } from '../../../src/protocol';
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
  /** Signs in with the token of the printed link if the address holds one, else goes on with the cookie. Does nothing when already begun. */
  begin(): Promise<void>;
  signIn(token: string): Promise<void>;
  signOut(): Promise<void>;
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

  /** Supersedes all earlier requests: a late answer to an old one must not undo a newer one. */
  const takeTurn = (): (() => boolean) => {
    cancelRetry();
    newestTurn += 1;
    const turn = newestTurn;
    return () => turn === newestTurn;
  };

  /** Continues with the browser's cookie, if any. */
  const resume = async (): Promise<void> => {
    const isCurrent = takeTurn();
    const [classes, who] = await Promise.all([api.listClasses(), api.getSession()]);
    if (!isCurrent()) {
      return;
    }
    if (classes.ok && who.ok) {
      store.setState({ phase: 'open', classes: classes.value, who: who.value }, true);
    } else if ([classes, who].some(answer => !answer.ok && isAccessFailure(answer.failure))) {
      close(undefined);
    } else {
      store.setState({ phase: 'unreachable' }, true);
      cancelRetry = timers.after(RETRY_MS, () => void resume());
    }
  };

  const signIn = async (token: string): Promise<void> => {
    const isCurrent = takeTurn();
    store.setState({ phase: 'closed', notice: undefined, isBusy: true, tried: '' }, true);
    const opened = await api.openSession(token);
    if (!isCurrent()) {
      return;
    }
    if (opened.ok) {
      store.setState({ phase: 'checking' }, true);
      await resume();
    } else {
      close({ kind: 'failed', failure: opened.failure }, isAccessFailure(opened.failure) ? '' : token);
    }
  };

  const begin = async (): Promise<void> => {
    const token = tokenInFragment(addressBar.fragment);
    if (token === undefined) {
      await (newestTurn === 0 || store.getState().phase === 'unreachable' ? resume() : undefined);
      return;
    }
    // Before anything else: the token must stay neither in sight nor in the history.
    addressBar.replace('/now');
    await signIn(token);
  };

  return {
    store,
    begin,
    signIn,
    async signOut() {
      takeTurn();
      const closed = await api.closeSession();
      close({ kind: closed.ok ? 'signed_out' : 'sign_out_failed' });
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
