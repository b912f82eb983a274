import type { failures as english } from '../en/failures';
import type { Translation } from '../translation';

export const failures: Translation<typeof english> = {
  unreachable: 'サーバーの応答がありません。もう一度お試しください。',
  refused: 'サーバーがエラーを返しました（{{status}}）。',
  codes: {
    token_invalid: 'このリンクまたはトークンは使えません。',
    forbidden: 'あなたの役割では操作できません。',
    not_found: '対象が見つかりません。',
    already_claimed: 'ほかの人がすでに対応しています。',
    rooms_changed: 'その間に、ほかの人が教室を変更しました。',
    batch_too_large: '大きすぎます。',
    invalid: '正しくない項目があります。',
    invalid_request: 'サーバーが要求を理解できませんでした。',
    too_many_attempts: '試行回数が多すぎます。1分ほど待ってください。',
    internal: 'サーバーで問題が起きました。もう一度お試しください。',
    unavailable: 'サーバーは今、処理できません。少し待ってからもう一度お試しください。',
  },
};
