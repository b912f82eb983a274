import type { en } from '../en';
import type { Translation } from '../translation';
import { common } from './common';

export const ja: Translation<typeof en> = { common };
