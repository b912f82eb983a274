import type { remarks as english } from '../../en/class/remarks';
import type { Translation } from '../../translation';

export const remarks: Translation<typeof english> = {
  foundAt: '対応の結果：{{name}}',
  helped: '{{name}}：対応済みにしました',
  putAway: '閉じる',
  note: '教員どうしのメモ',
  noteHint: '教員だけに表示されます',
  addNote: 'メモを書く',
  changeNote: 'メモを直す',
  saveNote: '保存',
  noted: 'メモ：{{note}}',
};
