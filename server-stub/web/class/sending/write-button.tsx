import { Button, type ButtonProps } from '../../shared/components/button';
import type { ReactNode } from 'react';
import type { MessageTarget } from '../../../../src/protocol';
import { IconMessage } from '../../shared/theme/icons';
import { useMessageComposer } from './message-composer-provider';

interface WriteButtonProps extends Pick<ButtonProps, 'size' | 'variant' | 'className'> {
  readonly to: MessageTarget;
  readonly children: string;
  /** For screen readers, where the text alone does not say to whom. */
  readonly label?: string;
}

/** Opens the form for a message to these students; nothing for people who may only look. */
export function WriteButton({ to, children, label, ...look }: WriteButtonProps): ReactNode {
  const write = useMessageComposer();
  return write === undefined ? null : (
    <Button
      variant="default"
      leftSection={<IconMessage size={16} stroke={1.8} aria-hidden="true" />}
      aria-label={label}
      onClick={() => write(to)}
      {...look}
    >
      {children}
    </Button>
  );
}
