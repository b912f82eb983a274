import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import type { Session } from '../session/session';
import { chooseClass } from '../class/live/choose-class';
import { SessionProvider, useSession } from '../session/session-provider';
import { useStore } from 'zustand';
import { joinCodeInFragment } from '../../../src/protocol';
import { ClaimsProvider } from '../class/claims/claims-provider';
import { ShortcutsProvider } from './shell/keyboard/shortcuts-provider';
import { LiveClassProvider } from '../class/live/live-class-provider';
import { usePorts } from '../ports';
import { useRoute } from '../routing/use-route';
import { tokenInFragment } from '../session/instructor-token';
import { ProjectorModeProvider } from '../class/projector/projector-mode-provider';
import { CheckingPage, NoClassesPage, UnreachablePage } from '../session/waiting-pages';
import { onDemand } from '../shared/loading/on-demand';
import { WhenLoaded } from '../shared/loading/when-loaded';
import { MessageComposerProvider } from '../class/sending/message-composer-provider';
import { useSwitch } from '../platform/preferences/remembered-switch';
import { Frame } from './shell/frame';

const TokenPage = onDemand(async () => (await import('../session/token-page')).TokenPage);
const JoinLinkPage = onDemand(async () => (await import('./join-link-page')).JoinLinkPage);

/** The dashboard, or, at a join link, what a student does with it. @param session one that has begun already */
export function App({ session }: { readonly session?: Session }): ReactNode {
  const { addressBar, page, switches } = usePorts();
  const isHighContrast = useSwitch(switches.highContrast);
  useEffect(() => page.setContrast(isHighContrast), [page, isHighContrast]);
  const fragment = useSyncExternalStore(addressBar.subscribe, () => addressBar.fragment);
  const joinCode = joinCodeInFragment(fragment);
  return (
    <WhenLoaded whileLoading={<CheckingPage />} onReload={() => page.reload()}>
      <SessionProvider begun={session}>
        {joinCode === undefined ? <InstructorPages /> : <JoinLinkPage joinCode={joinCode} />}
      </SessionProvider>
    </WhenLoaded>
  );
}

/** Signing in, then the screens of one class. */
function InstructorPages(): ReactNode {
  const session = useSession();
  const state = useStore(session.store);
  useOpening();
  switch (state.phase) {
    case 'checking':
      return <CheckingPage />;
    case 'unreachable':
      return <UnreachablePage />;
    case 'closed':
      return <TokenPage key={state.tried} notice={state.notice} isBusy={state.isBusy} tried={state.tried} />;
    case 'open':
      return <OpenClass />;
  }
}

/** Begins, and begins again when a printed link is pasted into a page that is open already. */
function useOpening(): void {
  const session = useSession();
  const { addressBar } = usePorts();
  useEffect(() => {
    void session.begin();
    return addressBar.subscribe(() => {
      if (tokenInFragment(addressBar.fragment) !== undefined) {
        void session.begin();
      }
    });
  }, [session, addressBar]);
}

function OpenClass(): ReactNode {
  const session = useSession();
  const classes = useStore(session.store, state => (state.phase === 'open' ? state.classes : []));
  const { route, replaceWith } = useRoute();
  const chosen = chooseClass(classes, route.classId);
  if (chosen === undefined) {
    return <NoClassesPage />;
  }
  return (
    <ShortcutsProvider>
      <ProjectorModeProvider
        key={chosen.id}
        chosen={chosen}
        studentIdInAddress={route.studentId}
        onUnknownStudent={() => replaceWith({ studentId: undefined })}
      >
        <LiveClassProvider chosen={chosen}>
          <ClaimsProvider>
            <MessageComposerProvider>
              <Frame chosen={chosen} classes={classes} />
            </MessageComposerProvider>
          </ClaimsProvider>
        </LiveClassProvider>
      </ProjectorModeProvider>
    </ShortcutsProvider>
  );
}
