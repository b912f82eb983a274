import type { system as english } from '../en/system';
import type { Translation } from '../translation';

export const system: Translation<typeof english> = {};
