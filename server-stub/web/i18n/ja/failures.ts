import type { failures as english } from '../en/failures';
import type { Translation } from '../translation';

export const failures: Translation<typeof english> = {
  unreachable: 'サーバーの応答がありません。もう一度お試しください。',
  refused: 'サーバーがエラーを返しました（{{status}}）。',
};
