import type { teams as english } from '../en/teams';
import type { Translation } from '../translation';

export const teams: Translation<typeof english> = {
  title: 'チーム',
  noTeam: 'チームなし',
  students_other: '{{count, number}}人',
  runs_other: '実行{{count, number}}回',
  errors: '失敗{{n, number}}回',
  needing_other: '要対応{{count, number}}人',
  show: 'このチームの受講者を表示',
};
