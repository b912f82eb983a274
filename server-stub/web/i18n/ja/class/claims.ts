import type { claims as english } from '../../en/class/claims';
import type { Translation } from '../../translation';

export const claims: Translation<typeof english> = {
  go: '行きます',
  done: '対応済み',
  wasThere: '対応済みにする',
  notStuck: 'つまずいていない',
  giveBack: '行かない',
  takeOver: '引き継ぐ',
  undo: '取り消す',
  to: '{{what}}：{{name}}',
  notVisited: '担当者なし',
  mine: {
    claimed: 'あなたが向かっています（{{span}}）',
    visited: '{{span}}前にあなたが対応',
    notStuck: '{{span}}前にあなたが確認：つまずいていない',
    again: 'あなたの対応から{{span}}、まだ解決していません',
  },
  theirs: {
    claimed: '{{name}}さんが向かっています（{{span}}）',
    visited: '{{span}}前に{{name}}さんが対応',
    notStuck: '{{span}}前に{{name}}さんが確認：つまずいていない',
    again: '{{name}}さんの対応から{{span}}、まだ解決していません',
  },
  findings: {
    not_stuck: 'つまずいていない',
    solved_together: '一緒に解決',
    explained: '説明した',
    technical: '技術的な問題',
    comes_back: 'また来る',
  },
  faster: '{{detail}}任せることも、引き継ぐこともできます。',
};
