import type { exercises as english } from '../../en/class/exercises';
import type { Translation } from '../../translation';

export const exercises: Translation<typeof english> = {
  states: { passed: '合格', ran: '実行済み', failing: '失敗中', none: '未着手' },
  heads: {
    passable:
      '{{name}}：始めた{{started, number}}人中{{passed, number}}人が合格、{{ran, number}}人が実行済み、{{failing, number}}人が失敗中',
    unchecked: '{{name}}（チェックなし）：始めた{{started, number}}人中{{ran, number}}人がエラーなく実行、{{failing, number}}人が失敗中',
  },
  workingOnIt: '{{text}}、取り組み中',
  cell: 'セル{{n}}',
  failingCheck: 'チェック「{{check}}」に失敗',
};
