import type { messages as english } from '../../en/class/messages';
import type { Translation } from '../../translation';

export const messages: Translation<typeof english> = {
  title: '受講者へのメッセージ',
  open: 'メッセージ',
  toAll: '全員に連絡',
  toStudent: 'この受講者にメッセージ',
  toTeam: 'このチームにメッセージ',
  hint: '書式のない文章です。次の報告のとき（約15秒以内）に受講者のJupyterLabに表示されます。',
  close: '閉じる',
  to: '宛先',
  text: 'メッセージ',
  everyone: 'クラス全員',
  students_other: '受講者{{n}}人',
  team: 'チーム：{{team}}',
  group_other: '{{place}}で{{error}}が出ている受講者{{count, number}}人',
  goneGroup: '同じエラーが出ていた受講者',
  left: '残り{{n, number}}文字',
  send: '送信',
  sent: '送信しました。',
  before: '送信済み',
  fromTo: '{{name}} → {{to}}',
  shown_other: '{{count, number}}人中{{shown, number}}人に表示',
  effect: {
    whole_other: '{{count, number}}人中{{passed, number}}人が10分以内に合格',
    soFar_other: '{{count, number}}人中{{passed, number}}人が合格（10分経過前）',
  },
  earlier: {
    title: '以前、同じ内容に送ったヒント',
    use: '使う',
    useThis: 'このヒントを使う：{{text}}',
  },
  lapsed_other: '{{count, number}}人にはもう不要',
};
