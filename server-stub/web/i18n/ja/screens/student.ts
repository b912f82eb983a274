import type { student as english } from '../../en/screens/student';
import type { Translation } from '../../translation';

export const student: Translation<typeof english> = {
  close: '閉じる',
  unknown: 'この受講者はクラスにいません。',
  joined: '参加',
  lastActivity: '最後の操作',
  lastSeen: '最後の通信',
  runs: '実行',
  errors: '失敗',
  streak: '連続失敗',
  place: '作業中の課題',
  struggle: {
    runs_other: '前に進んでから実行{{count, number}}回（失敗{{failures, number}}回）',
    checks_other: '失敗中のチェック{{count, number}}件',
  },
  release: {
    offer: 'この名前を解放…',
    question:
      '解放すると、現在の端末はこの名前で記録を送信できなくなり、別の端末がこの名前で参加できるようになります。送信済みの記録は残ります。受講者がパソコンを替えたときや、ほかの人の名前で参加したときに使います。',
    confirm: '名前を解放',
    cancel: 'キャンセル',
    done: '名前を解放しました。この受講者はどの端末からでも参加し直せます。',
  },
  withinHelp: '「{{question}}」',
};
