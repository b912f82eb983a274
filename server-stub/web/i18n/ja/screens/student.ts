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
    runs_other: '最後に進展してから実行{{count, number}}回（失敗{{failures, number}}回）',
    checks_other: '失敗中のチェック{{count, number}}件',
  },
  manage: {
    title: '管理',
    cancel: 'キャンセル',
    release: {
      offer: 'この名前を解放…',
      question:
        '解放すると、現在の端末はこの名前で記録を送信できなくなり、別の端末がこの名前で参加できるようになります。送信済みの記録は残ります。受講者がパソコンを替えたときや、ほかの人の名前で参加したときに使います。',
      confirm: '名前を解放',
      done: '名前を解放しました。この受講者はどの端末からでも参加し直せます。',
    },
    erase: {
      offer: 'この受講者のデータを消去…',
      question:
        'この受講者について記録されたもの（クラスでの名前とチーム、実行、コード、エラー、質問）をすべて完全に削除します。元に戻すことはできません。名簿の行と、以前に作成したバックアップや出力済みのデータは残ります。本人の JupyterLab が開いたままだと、次の報告のときに新しい受講者として自動的に参加し直します。先にクラスを抜けてもらってください。',
      confirm: 'データを完全に消去する',
      done: 'データを消去しました。',
      told: '{{name}} のデータを消去しました。',
    },
  },
  withinHelp: '「{{question}}」',
};
