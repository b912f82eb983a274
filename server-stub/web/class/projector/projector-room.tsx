import { type ReactNode, useEffect, useMemo } from 'react';
import { DEFAULT_ATTENTION, type ClassSummary } from '../../../../src/protocol';
import type { FeedNews } from '../model/feed-message';
import { type Ports, PortsProvider, usePorts } from '../../ports';
import { useRoute } from '../../routing/use-route';
import { useMe } from '../../session/use-me';
import type { Attention } from '../model/condition';
import { useSwitch } from '../../platform/preferences/remembered-switch';
import { t } from '../../text/translate';
import { ProjectorContext } from '../../platform/preferences/is-projecting';
import { projectApi } from './project-api';
import { projectDelta, projectState } from './project-class';
import { createPseudonyms, type Pseudonyms } from './pseudonyms';

interface ProjectorRoomProps {
  readonly chosen: ClassSummary;
  readonly children: ReactNode;
}

/**
 * In projector mode nothing below can show what it must not: it has no other server to ask, and no other feed. Turning the mode begins
 * the screens anew, so that nothing typed, opened or announced before is left on them. A viewer is the projector, always.
 */
export function ProjectorRoom({ chosen, children }: ProjectorRoomProps): ReactNode {
  const { switches } = usePorts();
  const isSwitchedOn = useSwitch(switches.projector);
  const isOn = useMe().role === 'viewer' || isSwitchedOn;
  return (
    <ProjectorContext key={String(isOn)} value={isOn}>
      {isOn ? <Projected chosen={chosen}>{children}</Projected> : children}
    </ProjectorContext>
  );
}

function Projected({ chosen, children }: ProjectorRoomProps): ReactNode {
  const ports = usePorts();
  const { id, attention } = chosen;
  const names = useMemo(
    () => createPseudonyms(id, n => t('projector.student', { n }), { kept: ports.tabStore, random: ports.random }),
    [id, ports.tabStore, ports.random],
  );
  const projected = useMemo(() => projectPorts(ports, names, { ...DEFAULT_ATTENTION, ...attention }), [ports, names, attention]);
  useNamelessAddress(names);
  return <PortsProvider ports={projected}>{children}</PortsProvider>;
}

function projectPorts(ports: Ports, names: Pseudonyms, attention: Attention): Ports {
  return { ...ports, api: projectApi(ports.api, names), screenNews: news => projectNews(news, names, attention) };
}

function projectNews(news: FeedNews, names: Pseudonyms, attention: Attention): FeedNews {
  switch (news.kind) {
    case 'snapshot':
      return { kind: 'snapshot', state: projectState(news.state, names, attention) };
    case 'delta':
      return { kind: 'delta', delta: projectDelta(news.delta, names, attention) };
    case 'other':
    case 'broken':
      return news;
  }
}

/** The address bar is on the projector too: it may name a student by an id, from before or by the back button. */
function useNamelessAddress(names: Pseudonyms): void {
  const { route, replaceWith } = useRoute();
  const isForeign = route.studentId !== undefined && names.studentIdOf(route.studentId) === undefined;
  useEffect(() => {
    if (isForeign) {
      replaceWith({ studentId: undefined });
    }
  });
}
