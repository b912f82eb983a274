import { type ReactNode, useState } from 'react';
import { usePorts } from '../../ports';
import { useMe } from '../../session/use-me';
import { useSwitch } from '../../platform/preferences/remembered-switch';
import { onDemand } from '../../shared/loading/on-demand';
import type { ProjectedProps } from './projected';
import { ProjectorContext } from '../../platform/preferences/is-projecting';
import { ProjectorPress, ProjectorPressContext } from './projector-press';

/** Its code comes when somebody projects; until then nothing of the class is shown. */
const Projected = onDemand(async () => (await import('./projected')).Projected);

/**
 * In projector mode the components below get a restricted API and feed, so that they cannot show what they must not. Switching the mode
 * remounts the screens, so that nothing typed, opened or announced before stays. For viewers it is always on.
 */
export function ProjectorModeProvider({ children, ...projected }: ProjectedProps): ReactNode {
  const { switches } = usePorts();
  const isSwitchedOn = useSwitch(switches.projector);
  const isOn = useMe().role === 'viewer' || isSwitchedOn;
  const [press] = useState(() => new ProjectorPress());
  return (
    <ProjectorPressContext value={press}>
      <ProjectorContext key={String(isOn)} value={isOn}>
        {isOn ? <Projected {...projected}>{children}</Projected> : children}
      </ProjectorContext>
    </ProjectorPressContext>
  );
}
