/** What is reported of a kernel's life. */
export type KernelEvent = 'kernel.restarted' | 'kernel.died';

/**
 * The state that its last statuses leave a kernel in:
 * - `restarting`: by the student, or by the server after it died; the next status tells which
 * - `restarted`: reported, and not running anything yet
 * - `ended`: died, which is reported, or shut down by the student, which is not
 */
export type KernelState = 'working' | 'restarting' | 'restarted' | 'ended';

/**
 * Reads a kernel's next status as JupyterLab says it: `restarting` first for every restart, then `autorestarting` where the kernel had died; each
 * step several times; and `dead` also of a kernel that was shut down, after `terminating`.
 */
export function followKernel(state: KernelState, status: string): { readonly state: KernelState; readonly event?: KernelEvent } {
  switch (status) {
    case 'restarting':
      return { state: state === 'restarted' ? state : 'restarting' };
    case 'autorestarting':
    case 'dead':
      return state === 'ended' ? { state } : { state: 'ended', event: 'kernel.died' };
    case 'terminating':
      return { state: 'ended' };
    default:
      return followWork(state, status === 'idle' || status === 'busy');
  }
}

function followWork(state: KernelState, isAtWork: boolean): ReturnType<typeof followKernel> {
  if (state === 'restarting') {
    return { state: isAtWork ? 'working' : 'restarted', event: 'kernel.restarted' };
  }
  return { state: isAtWork ? 'working' : state };
}
