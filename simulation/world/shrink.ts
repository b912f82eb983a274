import type { Schedule } from './schedule';

/** Leaves out steps, in ever smaller pieces, as long as the schedule still fails. @returns a schedule that fails and from which no single step can go */
export async function shrink(schedule: Schedule, fails: (candidate: Schedule) => Promise<boolean>): Promise<Schedule> {
  let smallest = schedule;
  for (let size = Math.ceil(schedule.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < smallest.length;) {
      const candidate = [...smallest.slice(0, start), ...smallest.slice(start + size)];
      if (await fails(candidate)) {
        smallest = candidate;
      } else {
        start += size;
      }
    }
  }
  return smallest;
}
