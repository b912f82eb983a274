import type { en } from '../en';
import type { Translation } from '../translation';
import { first } from './first';
import { later } from './later';

export const ja: Translation<typeof en> = { ...first, ...later };
