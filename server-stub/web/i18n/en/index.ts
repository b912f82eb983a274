import { first } from './first';
import { later } from './later';

/** Every word that the dashboard shows, by area. `{{name}}` is filled in; `…_one` and `…_other` are chosen by `count`. */
export const en = { ...first, ...later } as const;
