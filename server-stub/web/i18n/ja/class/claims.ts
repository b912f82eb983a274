import type { claims as english } from '../../en/class/claims';
import type { Translation } from '../../translation';

export const claims: Translation<typeof english> = {
  go: '行きます',
  done: '対応済み',
  wasThere: '行ってきました',
  giveBack: '行かない',
  takeOver: '引き継ぐ',
  undo: '取り消す',
  to: '{{what}}：{{name}}',
  notVisited: '未訪問',
  mine: {
    claimed: 'あなたが向かっています（{{span}}）',
    visited: '{{span}}前にあなたが訪問',
    again: 'あなたの訪問から{{span}}、まだ続いています',
  },
  theirs: {
    claimed: '{{name}}さんが向かっています（{{span}}）',
    visited: '{{span}}前に{{name}}さんが訪問',
    again: '{{name}}さんの訪問から{{span}}、まだ続いています',
  },
  faster: '{{detail}}任せることも、引き継ぐこともできます。',
};
