import type { errors as english } from '../../en/screens/errors';
import type { Translation } from '../../translation';

export const errors: Translation<typeof english> = {
  lead_other: '{{count, number}}人に未解決のエラーか失敗中のチェックがあります。同じものが多い場合は、一つのヒントで全員を助けられます。',
  none: '今、クラスにエラーも失敗中のチェックもありません。',
  noneShown: '5人以上に共通するエラーや失敗中のチェックはありません。',
  students_other: '{{count, number}}人',
  teams_other: '{{count, number}}チーム',
  share: 'クラスの{{share}}',
  example: '例：',
  since: '{{span}}前から',
  newest: '最新',
  solved_other: '{{count, number}}人が解決',
  gone_other: '{{place}}の{{error}}：{{count, number}}人全員が解決',
  who: '該当者',
  hintSent: 'ヒントを送信',
  hintText: '「{{text}}」',
  hint_other: 'この{{count, number}}人にヒントを送る',
  hintTo_other: 'この{{count, number}}人にヒントを送る：{{error}}',
};
