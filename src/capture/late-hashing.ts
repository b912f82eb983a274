import { LatePart, type LatePartOptions } from '../platform/late-part';
import type * as Hashing from './checks/hashing';

/** What knows by their hashes the cells that an author handed out, once a notebook or the class's policy has hashes. */
export type LateHashing = Pick<LatePart<typeof Hashing>, 'ask' | 'value' | 'isAskedFor' | 'whenThere'>;

export function createLateHashing(options: Omit<LatePartOptions<typeof Hashing>, 'load'>): LateHashing {
  return new LatePart({ ...options, load: () => import(/* webpackChunkName: "hashing" */ './checks/hashing') });
}
