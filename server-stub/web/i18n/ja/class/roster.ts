import type { roster as english } from '../../en/class/roster';
import type { Translation } from '../../translation';

export const roster: Translation<typeof english> = {
  title: '参加できる人: 名簿とチーム',
  rosterTitle: '名簿',
  rosterFormat:
    '1行目に列名 student_id、display_name、team を書いた CSV ファイルです（display_name と team は省略できます）。名簿に載っている受講者だけが、名簿の名前で参加できます。',
  noRoster: '名簿はありません。参加コードを知っていれば誰でも参加できます。',
  closedRoster: 'このクラスの名簿がサーバーから失われています。もう一度ファイルを選ぶか名簿を削除するまで、誰も参加できません。',
  presentRoster_other: '名簿の受講者：{{count, number}}人',
  chooseFile: 'CSV ファイルを選ぶ',
  removeRoster: '名簿を削除',
  removeQuestion: '名簿を削除すると、参加コードを知っていれば誰でも参加できます。すでに参加している人には影響ありません。',
  confirmRoster: 'この名簿を使う',
  cancel: 'キャンセル',
  tried_other: 'ファイルの受講者：{{count, number}}人。まだ何も変更していません。',
  nothing: '現在の名簿と同じ内容です。',
  added: '名簿に追加：{{n, number}}人',
  removed: '名簿から削除：{{n, number}}人',
  changed: '変更：{{n, number}}人',
  released: '参加しているが、この名簿にない人：{{n, number}}人。今後は記録を送信できなくなりますが、送信済みの記録は残ります。',
  more: 'ほか{{n, number}}人',
  applied_other: '名簿を適用しました。{{count, number}}人が参加できます。',
  appliedReleased: '参加していた{{n, number}}人は、今後は記録を送信できません。',
  opened: '名簿を削除しました。参加コードを知っていれば誰でも参加できます。',
  teamsTitle: 'チーム',
  sources: {
    free: '受講者がチーム名を入力する',
    listed: '受講者が一覧から選ぶ',
    roster: '名簿のチームだけを使う',
  },
  teamList: '選択できるチーム',
  teamListHint: '1行に1チームずつ入力してください。',
  save: 'チームを保存',
  saved: '保存しました。',
};
