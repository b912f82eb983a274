import type { closedCalls as english } from '../../en/class/closed-calls';
import type { Translation } from '../../translation';

export const closedCalls: Translation<typeof english> = {
  title_other: '最近対応した{{count, number}}件',
  resolvedBy: '{{name}}さんが対応',
  withdrawn: '取り消し',
};
