import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { type ClassSummary, DEFAULT_ATTENTION } from '../../../../src/protocol';
import { PortsProvider, usePorts } from '../../ports';
import { t } from '../../text/translate';
import { NewsFilterContext } from '../live/news-filter';
import type { StuckThresholds } from '../model/condition';
import type { FeedNews } from '../model/feed-message';
import { projectApi } from './project-api';
import { projectDelta, projectState } from './project-class';
import { createPseudonyms, type Pseudonyms } from './pseudonyms';

export interface ProjectedProps {
  readonly chosen: ClassSummary;
  /** Whose drawer the address opens. */
  readonly studentIdInAddress: string | undefined;
  /** The id in the address is not a pseudonym given here, and must not stay in sight. */
  readonly onUnknownStudent: () => void;
  readonly children: ReactNode;
}

/** What is shown to the room: an API and a feed that know nobody's name. */
export function Projected({ chosen, studentIdInAddress, onUnknownStudent, children }: ProjectedProps): ReactNode {
  const ports = usePorts();
  const { id, attention } = chosen;
  const names = useMemo(
    () => createPseudonyms(id, n => t('projected.student', { n }), { kept: ports.tabStore, random: ports.random }),
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
