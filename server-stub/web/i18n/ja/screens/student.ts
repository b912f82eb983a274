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
  staff: 'スタッフ：実演のために参加した教員です。人数、チーム、一覧、ヘルプの順番のどれにも含めません。記録は残ります。',
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
    mark: {
      offer: 'スタッフとして登録…',
      question:
        '実演のために参加した教員に使います。これまでの操作も今後の操作も、人数、チーム、一覧、グラフ、ヘルプの順番に含めなくなります。記録は残ります。登録した人は受講者の一覧の下に表示され、そこから解除できます。',
      confirm: 'スタッフとして登録する',
      done: 'スタッフとして登録しました。',
    },
    unmark: {
      offer: '受講者に戻す…',
      question: 'これまでの操作がすべて、はじめから受講者だった場合と同じように集計されます。',
      confirm: '受講者に戻す',
      done: '受講者に戻しました。',
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
