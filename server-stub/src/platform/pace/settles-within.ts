import type { Clock } from '../clock';

/** Whether some work is done by then; it goes on in any case. @throws what the work does, within that time */
export async function settlesWithin(work: Promise<unknown>, ms: number, clock: Clock): Promise<boolean> {
  let cancel = (): void => undefined;
  const isLate = new Promise<boolean>(resolve => {
    cancel = clock.setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), isLate]);
  } finally {
    cancel();
  }
}
