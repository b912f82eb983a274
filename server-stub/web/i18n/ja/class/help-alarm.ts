import type { helpAlarm as english } from '../../en/class/help-alarm';
import type { Translation } from '../../translation';

export const helpAlarm: Translation<typeof english> = {
  label: '受講者がヘルプを求めたとき',
  sound: '音を鳴らす',
  notices: 'ほかのウィンドウでも通知する',
  refused: 'ブラウザーが許可していません。このページの設定を確認してください。暗号化されていないhttpでは使えません。',
  title_other: '受講者{{count, number}}人がヘルプを求めています',
  news: '{{title}}：{{names}}',
  answers: {
    claimed: '{{by}}が{{name}}のところへ向かっています。',
    resolved: '{{by}}が{{name}}に対応しました。',
    more_other: 'ほか{{count, number}}件。',
  },
  nameless: 'ダッシュボードで確認してください。',
};
