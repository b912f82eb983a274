import type { exercises as english } from '../en/exercises';
import type { Translation } from '../translation';

export const exercises: Translation<typeof english> = {};
