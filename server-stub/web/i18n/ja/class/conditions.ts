import type { conditions as english } from '../../en/class/conditions';
import type { Translation } from '../../translation';

export const conditions: Translation<typeof english> = {
  names: {
    help: 'ヘルプ待ち',
    stuck: 'つまずき中',
    working: '作業中',
    idle: '動きなし',
    offline: 'オフライン',
    left: '退出',
    not_started: '未開始',
    not_here: '未出席',
    not_joined: '未参加',
  },
  kernel: {
    unreachable: '{{clock}}からカーネルに接続できていません',
    waits: '{{span}}前から入力待ち',
    running: '{{span}}前から実行中',
  },
  meanings: {
    help: 'ヘルプを求めていて、まだ誰も対応を完了していません',
    stuck: '失敗した実行が多いか、長い時間がたっていて、課題が先へ進んでいません',
    working: '直近の数分間に操作がありました',
    idle: '接続していますが、しばらく操作がありません',
    offline: 'しばらく通信がありません。未送信の記録が本人のパソコンに残っている可能性があります',
    left: 'ノートブックを閉じて接続を終えました。未送信の記録が残っている可能性は低いです',
    not_started: '参加しましたが、今回の授業回ではまだ何もしていません',
    not_here: '以前は参加し、今回の授業回ではまだ通信がありません',
    not_joined: '名簿に載っていますが、一度も参加していません。拡張機能が未インストールか、未接続です',
  },
};
