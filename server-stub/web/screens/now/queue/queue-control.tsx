import { type ReactNode, useState } from 'react';
import type { HelpQueue, QueueState } from '../../../../../src/protocol';
import { failureText } from '../../../api/failure-text';
import type { Failure } from '../../../api/outcome';
import { useBoard } from '../../../class/live/live-class-provider';
import { useClockTime } from '../../../class/live/moment';
import { usePorts } from '../../../ports';
import { useMe } from '../../../session/use-me';
import { Button } from '../../../shared/components/button';
import { IconPlayerPause } from '../../../shared/theme/icons';
import { inertLine } from '../../../text/inert';
import { t } from '../../../text/translate';

/** What can be made of a queue, beside its list: what is likeliest first. */
const CHANGES: Readonly<Record<QueueState, readonly QueueState[]>> = {
  open: ['paused', 'closed'],
  paused: ['open', 'closed'],
  closed: ['open'],
};

/** Pauses, closes and opens the help queue; for people who may only look, how it stands. */
export function QueueControl(): ReactNode {
  const { api } = usePorts();
  const { classId, queue } = useBoard();
  const mayChange = useMe().rights.includes('help.answer');
  const [step, setStep] = useState<'ready' | 'busy' | Failure>('ready');
  const change = async (state: QueueState): Promise<void> => {
    setStep('busy');
    const outcome = await api.setQueue(classId, state);
    setStep(outcome.ok ? 'ready' : outcome.failure);
  };
  return (
    <div className="queue-control" data-state={queue?.state ?? 'open'}>
      {queue !== undefined && queue.state !== 'open' && <Standing queue={queue} />}
      {mayChange && (
        <span className="queue-changes" role="group" aria-label={t('now.queue.title')}>
          {CHANGES[queue?.state ?? 'open'].map(state => (
            <Button
              key={state}
              size="compact-sm"
              variant={state === 'open' ? 'filled' : 'subtle'}
              disabled={step === 'busy'}
              title={t(`now.queue.means.${state}`)}
              onClick={() => void change(state)}
            >
              {t(`now.queue.change.${state}`)}
            </Button>
          ))}
        </span>
      )}
      {typeof step === 'object' && <span role="alert">{failureText(step)}</span>}
    </div>
  );
}

/** Who paused or closed it and when, and what that means for the students. */
function Standing({ queue: { state, by, at } }: { readonly queue: HelpQueue }): ReactNode {
  const clock = useClockTime(at);
  return (
    <p className="queue-standing" role="status">
      <IconPlayerPause size={16} stroke={1.8} aria-hidden="true" />
      <span>
        <strong>
          <bdi>{t(`now.queue.standing.${state}`, { name: inertLine(by.name, 60), clock })}</bdi>
        </strong>{' '}
        <span className="queue-means">{t(`now.queue.means.${state}`)}</span>
      </span>
    </p>
  );
}
