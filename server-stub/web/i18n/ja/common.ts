import type { Translation } from '../translation';
import type { common as english } from '../en/common';

export const common: Translation<typeof english> = {
  product: 'Cell Monitor',
  none: '–',
  listSeparator: '、',
  more: 'ほか{{n, number}}件',
  detailSeparator: '・',
  units: {
    milliseconds: '{{n}}ミリ秒',
    seconds: '{{n}}秒',
    minutes: '{{n}}分',
    hours: '{{n}}時間',
    days_other: '{{count, number}}日',
  },
  ago: {
    now: 'たった今',
    before: '{{span}}前',
    never: 'なし',
  },
};
