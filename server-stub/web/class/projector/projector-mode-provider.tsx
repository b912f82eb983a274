import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { DEFAULT_ATTENTION, type ClassSummary } from '../../../../src/protocol';
import { NewsFilterContext } from '../live/news-filter';
import type { FeedNews } from '../model/feed-message';
import { PortsProvider, usePorts } from '../../ports';
import { useMe } from '../../session/use-me';
import type { StuckThresholds } from '../model/condition';
import { useSwitch } from '../../platform/preferences/remembered-switch';
import { t } from '../../text/translate';
import { ProjectorContext } from '../../platform/preferences/is-projecting';
import { projectApi } from './project-api';
import { projectDelta, projectState } from './project-class';
import { createPseudonyms, type Pseudonyms } from './pseudonyms';

interface ProjectorModeProviderProps {
  readonly chosen: ClassSummary;
  /** Whose drawer the address opens. */
  readonly studentIdInAddress: string | undefined;
  /** The id in the address is not a pseudonym given here, and must not stay in sight. */
  readonly onUnknownStudent: () => void;
  readonly children: ReactNode;
}

/**
 * In projector mode the components below get a restricted API and feed, so that they cannot show what they must not. Switching the mode
 * remounts the screens, so that nothing typed, opened or announced before stays. For viewers it is always on.
 */
export function ProjectorModeProvider({ children, ...projected }: ProjectorModeProviderProps): ReactNode {
  const { switches } = usePorts();
  const isSwitchedOn = useSwitch(switches.projector);
  const isOn = useMe().role === 'viewer' || isSwitchedOn;
  return (
    <ProjectorContext key={String(isOn)} value={isOn}>
      {isOn ? <Projected {...projected}>{children}</Projected> : children}
    </ProjectorContext>
  );
}

function Projected({ chosen, studentIdInAddress, onUnknownStudent, children }: ProjectorModeProviderProps): ReactNode {
  const ports = usePorts();
  const { id, attention } = chosen;
  const names = useMemo(
    () => createPseudonyms(id, n => t('projector.student', { n }), { kept: ports.tabStore, random: ports.random }),
    [id, ports.tabStore, ports.random],
  );
  const projected = useMemo(() => ({ ...ports, api: projectApi(ports.api, names) }), [ports, names]);
  const filterNews = useCallback((news: FeedNews) => projectNews(news, names, { ...DEFAULT_ATTENTION, ...attention }), [names, attention]);
  // The address bar is on the projector too, and may still hold a real id, from before or through the back button.
  const isUnknown = studentIdInAddress !== undefined && names.studentIdOf(studentIdInAddress) === undefined;
  useEffect(() => {
    if (isUnknown) {
      onUnknownStudent();
    }
  });
  return (
    <PortsProvider ports={projected}>
      <NewsFilterContext value={filterNews}>{children}</NewsFilterContext>
    </PortsProvider>
  );
}

function projectNews(news: FeedNews, names: Pseudonyms, thresholds: StuckThresholds): FeedNews {
  switch (news.kind) {
    case 'snapshot':
      return { kind: 'snapshot', state: projectState(news.state, names, thresholds) };
    case 'delta':
      return { kind: 'delta', delta: projectDelta(news.delta, names, thresholds) };
    case 'other':
    case 'broken':
      return news;
  }
}
