import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import type { MessageTarget } from '../../../../src/protocol';
import { useLive } from '../live/live-class-provider';
import { useMe } from '../../session/use-me';
import { LateDialog } from '../../shared/loading/late-dialog';
import { onDemand } from '../../shared/loading/on-demand';

const ComposeDialog = onDemand(async () => (await import('./compose-dialog')).ComposeDialog);

/** Opens the form for a message to somebody. */
export type Write = (to: MessageTarget) => void;

const ComposerContext = createContext<Write | undefined>(undefined);

/** One message form for the whole page. */
export function MessageComposerProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [to, setTo] = useState<MessageTarget>();
  const [isOpen, setOpen] = useState(false);
  const hasBoard = useLive(({ board }) => board !== undefined);
  const write = useCallback((target: MessageTarget) => {
    setTo(target);
    setOpen(true);
  }, []);
  return (
    <ComposerContext value={write}>
      {children}
      {to !== undefined && hasBoard && (
        <LateDialog isOpen={isOpen}>
          <ComposeDialog begunFor={to} isOpen={isOpen} onClose={() => setOpen(false)} />
        </LateDialog>
      )}
    </ComposerContext>
  );
}

/** Undefined for people who may only look. */
export function useMessageComposer(): Write | undefined {
  const write = useContext(ComposerContext);
  if (write === undefined) {
    throw new Error('useMessageComposer is called outside MessageComposerProvider');
  }
  return useMe().rights.includes('message.send') ? write : undefined;
}
