import type { replay as english } from '../en/replay';
import type { Translation } from '../translation';

export const replay: Translation<typeof english> = {};
