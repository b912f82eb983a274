import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';

import type { Logger } from '../../platform/logger';
import { connected } from '../../jupyter/connected';
import { guarded } from '../../jupyter/guard';
import { INTERRUPT_COMMAND } from '../../jupyter/interrupt-command';
import type { ObservedPanel, ObservedTracker } from '../../jupyter/observed';

export interface InterruptParts {
  readonly commandExecuted: ISignal<unknown, { readonly id: string }>;
  readonly tracker: ObservedTracker;
  readonly logger: Logger;
  readonly onInterrupt: (panel: ObservedPanel) => void;
}

/** Tells of each notebook whose kernel the student interrupts, until disposed. */
export function watchInterrupts({ commandExecuted, tracker, logger, onInterrupt }: InterruptParts): IDisposable {
  const onExecuted = guarded(logger, 'command executed', (_: unknown, { id }: { readonly id: string }) => {
    const panel = tracker.currentWidget;
    if (id === INTERRUPT_COMMAND && panel !== null) {
      onInterrupt(panel);
    }
  });
  return connected(commandExecuted, onExecuted);
}
