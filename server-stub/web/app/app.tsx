import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { joinCodeInFragment } from '../../../src/protocol';
import { AnsweringRoom } from '../class/answering/answering-room';
import { JoinLinkPage } from './join-link-page';
import { KeyboardRoom } from './shell/keyboard/keyboard-room';
import { ClassRoom } from '../class/live/class-room';
import { usePorts } from '../ports';
import { useRoute } from '../routing/use-route';
import { tokenInFragment } from '../session/instructor-token';
import { ProjectorRoom } from '../class/projector/projector-room';
import { CheckingPage, NoClassesPage, UnreachablePage } from '../session/waiting-pages';
import { TokenPage } from '../session/token-page';
import { SendingRoom } from '../class/sending/sending-room';
import { useSwitch } from '../platform/preferences/remembered-switch';
import { Frame } from './shell/frame';

/** What the address asks for: the dashboard, or, for a student with a join link, what to do with that. */
export function App(): ReactNode {
  const { addressBar, page, switches } = usePorts();
  const isHighContrast = useSwitch(switches.highContrast);
  useEffect(() => page.setContrast(isHighContrast), [page, isHighContrast]);
  const fragment = useSyncExternalStore(addressBar.subscribe, () => addressBar.fragment);
  const joinCode = joinCodeInFragment(fragment);
  return joinCode === undefined ? <InstructorsPart /> : <JoinLinkPage joinCode={joinCode} />;
}

/** The way in, then the frame around the screens of one class. */
function InstructorsPart(): ReactNode {
  const { session } = usePorts();
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
  const { session, addressBar } = usePorts();
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
  const { session } = usePorts();
  const classes = useStore(session.store, state => (state.phase === 'open' ? state.classes : []));
  const { route } = useRoute();
  const chosen = classes.find(({ id }) => id === route.classId) ?? classes[0];
  if (chosen === undefined) {
    return <NoClassesPage />;
  }
  return (
    <KeyboardRoom>
      <ProjectorRoom key={chosen.id} chosen={chosen}>
        <ClassRoom chosen={chosen}>
          <AnsweringRoom>
            <SendingRoom>
              <Frame chosen={chosen} classes={classes} />
            </SendingRoom>
          </AnsweringRoom>
        </ClassRoom>
      </ProjectorRoom>
    </KeyboardRoom>
  );
}
