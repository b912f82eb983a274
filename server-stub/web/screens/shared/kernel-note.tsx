import type { ReactNode } from 'react';
import type { StudentState } from '../../../../src/protocol';
import { useTicking } from '../../class/live/moment';
import { formatHour, formatSpan } from '../../text/format';
import { IconHourglass, IconPlugConnectedX, IconTerminal } from '../../shared/theme/icons';
import { t } from '../../text/translate';
import './kernel-note.css';

type Kernel = Pick<StudentState, 'running' | 'unreachable'>;

/** What a student's kernel is at, as far as it does not just answer: not reached, waiting for input, or running a cell; with its time. */
export function KernelNote({ student }: { readonly student: Kernel }): ReactNode {
  const state = kernelState(student);
  return state !== undefined && <Note {...state} />;
}

/** The same for students whose note is the same, apart from its time. */
export function kernelKey(student: Kernel): string {
  const { kind = '', since = '' } = kernelState(student) ?? {};
  return `${kind} ${since}`;
}

interface KernelState {
  readonly kind: 'unreachable' | 'waits' | 'running';
  /** RFC 3339. */
  readonly since: string;
}

function kernelState({ running, unreachable }: Kernel): KernelState | undefined {
  if (unreachable !== undefined) {
    return { kind: 'unreachable', since: unreachable.since };
  }
  return running && { kind: running.waitsForInput ? 'waits' : 'running', since: running.since };
}

const ICONS = { unreachable: IconPlugConnectedX, waits: IconTerminal, running: IconHourglass } as const;

function Note({ kind, since }: KernelState): ReactNode {
  const Icon = ICONS[kind];
  const sinceMs = Date.parse(since);
  const text = useTicking(nowMs => t(`conditions.kernel.${kind}`, { span: formatSpan(nowMs - sinceMs), clock: formatHour(sinceMs) }));
  return (
    <span className="kernel-note" data-kind={kind} title={text}>
      <Icon size={14} stroke={1.8} aria-hidden="true" />
      <span className="clip">{text}</span>
    </span>
  );
}
