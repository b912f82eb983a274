import type { messages as english } from '../en/messages';
import type { Translation } from '../translation';

export const messages: Translation<typeof english> = {};
