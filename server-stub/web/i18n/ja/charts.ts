import type { charts as english } from '../en/charts';
import type { Translation } from '../translation';

export const charts: Translation<typeof english> = {
  table: '表',
  label: '{{title}}のグラフ。「表」ボタンで数値を表示します。',
};
