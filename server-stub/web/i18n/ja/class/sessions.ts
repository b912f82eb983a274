import type { sessions as english } from '../../en/class/sessions';
import type { Translation } from '../../translation';

export const sessions: Translation<typeof english> = {
  since: '授業回の開始',
  last: '前回の授業回',
  menuOf: '{{name}} {{time}}：メニューを開く',
  begin: '新しい授業回を始める…',
  earlier: '過去の授業回',
  byItself: '30分間誰もいなかったあとに誰かが来ると、授業回は自動で始まります。',
  confirm: {
    title: '新しい授業回を始めますか',
    lead: 'このクラスを見ている全員の画面で、次のようになります。',
    calls: '未対応のヘルプ要請と担当の表示が消え、受講者の画面でも待ち状態が終わります',
    figures: '連続失敗、経過時間、集計が 0 に戻り、何か実行するまで全員が「未開始」になります',
    kept: '何も削除されません。合格した課題は合格のままで、再生、タイムライン、データ出力にはすべて残ります。始めた授業回は取り消せません。',
    start: '授業回を始める',
    cancel: 'キャンセル',
    failed: '授業回を始められませんでした。',
  },
  over: '現在、進行中の授業回はありません',
  overLead:
    '前回の授業回は{{time}}に終わりました（最後に通信した時刻）。誰かが来ると、次の授業回が自動で始まります。授業中のはずなら、ネットワークを確認してください。',
  choose: '授業回',
  current: '今回の授業回（{{time}}から）',
  span: '{{from}}～{{to}}',
  students_other: '受講者{{count, number}}人',
  runs_other: '実行{{count, number}}回',
  all: 'すべての授業回をまとめて',
  failed: '授業回の一覧を読み込めませんでした。',
};
