import { type ReactNode, useEffect, useState } from 'react';
import type { ClassSummary } from '../../../../src/protocol';
import { HelpNews } from '../../class/help-alarm/help-news';
import { useStuckThresholds, useEntries, useLive, useLiveStore } from '../../class/live/live-class-provider';
import { onBoard } from '../../class/live/on-board';
import { usePorts } from '../../ports';
import { useRoute } from '../../routing/use-route';
import { t } from '../../text/translate';
import { PageShortcuts } from './keyboard/page-shortcuts';
import { ProjectorBanner } from '../../class/projector/projector-banner';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { onDemand } from '../../shared/loading/on-demand';
import { countStudents } from '../../class/who-next/list-counts';
import { rankNeeds } from '../../class/who-next/rank-needs';
import { entriesOf } from '../../class/model/entry';
import { serverTime } from '../../class/model/server-clock';
import { inertLine } from '../../text/inert';
import { ConnectionBand } from './connection-band';
import { Header } from './header';
import { LoadingBoard, LoadingPart } from './loading-board';
import { BottomBar, Navigation } from './navigation';
import { ScreenNotIncluded } from './screen-not-included';
import { useScreens } from './use-screens';
import { WhenLoaded } from '../../shared/loading/when-loaded';
import './frame.css';

const JoinGuide = onDemand(async () => (await import('../../screens/joining/join-guide')).JoinGuide);
const StudentDrawer = onDemand(async () => (await import('../../screens/student/student-drawer')).StudentDrawer);

interface FrameProps {
  readonly chosen: ClassSummary;
  readonly classes: readonly ClassSummary[];
}

/** Navigation, header and connection notice around the screen that the address names. */
export function Frame({ chosen, classes }: FrameProps): ReactNode {
  const hasBoard = useLive(({ board }) => board !== undefined);
  const phase = useLive(({ connection }) => connection.phase);
  const screens = useScreens();
  usePageTitle(chosen.name);
  return (
    <>
      <a className="skip-link" href="#content" onClick={focusContent}>
        {t('shell.nav.skip')}
      </a>
      <header className="frame-header">
        <Header chosen={chosen} classes={classes} />
      </header>
      <div className="frame-rail">
        <Navigation />
      </div>
      <main id="content" tabIndex={-1} className="frame-main">
        <HelpNews />
        <ProjectorBanner />
        <ConnectionBand />
        <div className="frame-content" data-stale={phase !== 'live' && phase !== 'polling'}>
          {hasBoard ? <BoardContent chosen={chosen} /> : phase !== 'ended' && <LoadingBoard />}
        </div>
      </main>
      <PageShortcuts screenIds={screens.map(({ id }) => id)} />
      <div className="frame-bottom-bar">
        <BottomBar />
      </div>
    </>
  );
}

function BoardContent({ chosen }: { readonly chosen: ClassSummary }): ReactNode {
  const entries = useEntries();
  const hasStaff = useLive(({ board }) => board !== undefined && board.staff.size > 0);
  const { route } = useRoute();
  const { page } = usePorts();
  // Once it was open it stays, so that it can be seen closing.
  const [isDrawerWanted, wantDrawer] = useState(false);
  if (route.studentId !== undefined && !isDrawerWanted) {
    wantDrawer(true);
  }
  const screen = useScreens().find(({ id }) => id === route.screen);
  if (screen === undefined) {
    return <ScreenNotIncluded screen={route.screen} />;
  }
  const guide = entries.length === 0 && screen.isForEmptyClass !== true && (
    <WhenLoaded whileLoading={<LoadingPart name={t('shell.nav.screens.now')} />} onReload={() => page.reload()}>
      <JoinGuide chosen={chosen} isEmptyClass />
    </WhenLoaded>
  );
  if (guide !== false && !hasStaff) {
    return guide;
  }
  return (
    <>
      <h1 className="hidden-visually">{t(`shell.nav.screens.${route.screen}`)}</h1>
      {guide}
      <WhenLoaded key={screen.id} whileLoading={<LoadingPart name={t(`shell.nav.screens.${screen.id}`)} />} onReload={() => page.reload()}>
        <screen.Content />
      </WhenLoaded>
      {isDrawerWanted && (
        <WhenLoaded whileLoading={null} onReload={() => page.reload()}>
          <StudentDrawer />
        </WhenLoaded>
      )}
    </>
  );
}

/** Shows in a background tab's title how many students need the instructor: the number that the Overview's headline says. */
function usePageTitle(className: string): void {
  const { page, clock } = usePorts();
  const store = useLiveStore();
  const thresholds = useStuckThresholds();
  const isProjecting = useIsProjecting();
  useEffect(() => {
    const name = `${inertLine(className, 60)} – ${t('common.product')}`;
    return onBoard(store, board => {
      const nowMs = serverTime(store.getState().serverClock, clock.now());
      const needing = countStudents(rankNeeds(board, entriesOf(board, { thresholds, nowMs }), nowMs).needs).all;
      const title = needing === 0 ? name : t('shell.header.titleWithNeeding', { needing, name });
      page.setTitle(isProjecting ? t('projector.titleOf', { title }) : title);
    });
  }, [page, clock, store, className, thresholds, isProjecting]);
}

/** The fragment is the route, so the skip link moves the focus in code. */
function focusContent(event: { preventDefault(): void; currentTarget: HTMLElement }): void {
  event.preventDefault();
  event.currentTarget.ownerDocument.querySelector<HTMLElement>('#content')?.focus();
}
