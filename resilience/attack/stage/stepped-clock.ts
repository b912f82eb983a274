import { globSync, writeFileSync } from 'node:fs';

const PLACES = ['/usr/lib/*/faketime/libfaketimeMT.so.1', '/usr/{lib,lib64,local/lib}/faketime/libfaketimeMT.so.1'];
/** How soon a process sees that its clock was set. Looking at each call would make every call dear. */
const SEEN_AFTER_S = 1;

/** libfaketime, where it is installed. */
const findLibrary = (): string | undefined => globSync(PLACES)[0];

export const canStepClocks = (): boolean => findLibrary() !== undefined;

/** The wall clock of a process, to be set from outside; its monotonic clock goes on as it does. */
export class SteppedClock {
  constructor(private readonly file: string) {
    this.stepTo(0);
  }

  /** What the process has to be started with. */
  get environment(): Readonly<Record<string, string>> {
    return {
      LD_PRELOAD: findLibrary() ?? '',
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_CACHE_DURATION: String(SEEN_AFTER_S),
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  /** From now on the process believes it to be that much later than it is; less than 0: earlier. */
  stepTo(seconds: number): void {
    writeFileSync(this.file, `${seconds < 0 ? '' : '+'}${String(seconds)}\n`);
  }
}
