import type { now as english } from '../en/now';
import type { Translation } from '../translation';

export const now: Translation<typeof english> = {
  title: '現在',
  needing_other: '人が対応を必要としています',
  nobodyNeeds: '今、対応が必要な人はいません',
  nobodyNeedsLead: 'ヘルプ待ちの人も、3回続けて実行に失敗している人もいません。',
  waiting: 'ヘルプ待ち {{n, number}}人',
  stuck: '3回以上続けて失敗 {{n, number}}人',
  students: '受講者',
  runs: '実行',
  errors: '失敗した実行',
  errorShare: '実行の{{share}}',
  lastActivity: '最後の操作',
  whoNext: '対応が必要な人',
  lastActive: '最近操作した人',
  all_other: '受講者{{count, number}}人をすべて表示',
  byCondition: '状態ごとの受講者数',
  stuckReason: '{{n, number}}回続けて失敗',
  helpReason: '{{span}}待っています',
};
