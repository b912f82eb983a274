import type { record as english } from '../../en/screens/record';
import type { Translation } from '../../translation';

export const record: Translation<typeof english> = {
  wholeness: 'データはすべて届いていますか',
  loading: 'データを確認しています',
  withheld: 'あなたの権限ではデータを表示できません。',
  check: 'もう一度確認',
  whole: 'はい。報告されたイベントはすべて、一度ずつ記録されています。',
  erased_other: '受講者{{count, number}}人のデータは消去されたため、ここにも出力データにも含まれません。',
  notWhole: '一部が欠けています。欠けている分は次のとおりです。',
  received: '記録済みイベント',
  missing: '未着',
  lost: '受講者の端末で消失',
  rejected: '拒否',
  sources: 'ページの読み込み',
  unlisted: '古いページの読み込み（{{count}} 件）は件数だけを保存しています。上の数には含まれますが、個別の情報はありません。',
  concerned: '該当する受講者：{{names}}',
  download: 'データを出力',
  downloadLead:
    'イベントはどの形式も ZIP ファイルで、目録（含まれるもの、欠けているもの、各ファイルのダイジェスト）が付いています。個人情報を含むため、ダウンロードできるのは所有者だけで、ダウンロードは監査ログに記録されます。',
  pseudonyms: '仮名を使う',
  pseudonymsHint: '受講者、チーム、教員の ID を仮名に置き換えます。本人が入力した内容はそのまま残ります。',
  session: '授業回の選択',
  wholeRecord: 'すべての授業回の、クラス全体の記録です。',
  sessionOnly:
    'この授業回の記録だけです（遅れて届いたものを含みます）。受講者一覧では実行、エラー、出席がこの授業回のもので、ほかは現在の状態です。',
  formats: {
    csv: { name: 'CSV', use: '表計算ソフト用の表です。受講者が書いた数式は文字列のまま保たれます。' },
    students: { name: '受講者一覧', use: '受講者ごとに 1 行の表です。氏名、集計、仮名が入ります。' },
    ndjson: { name: 'NDJSON', use: 'すべてのイベントをそのまま、1 行に 1 つの JSON で収めます。自作のプログラム向けです。' },
    progsnap2: { name: 'ProgSnap2', use: 'プログラミング学習研究のためのデータ形式です。' },
    xapi: { name: 'xAPI', use: '学習記録ストア（LRS）向けのステートメントです。' },
  },
};
