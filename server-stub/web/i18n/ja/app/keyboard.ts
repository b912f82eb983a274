import type { keyboard as english } from '../../en/app/keyboard';
import type { Translation } from '../../translation';

export const keyboard: Translation<typeof english> = {
  title: 'キーボードショートカット',
  page: 'すべての画面',
  sheet: 'この一覧を表示',
  projector: 'プロジェクターモードの切り替え',
  lists: '一覧',
  search: '検索',
  next: '次の行',
  previous: '前の行',
  claim: '行きます',
  done: '対応済みにする',
  builtIn: '常に有効',
  open: '選択中の項目を開く',
  close: '開いている画面を閉じる',
  switch: 'キーボードショートカット',
  switchHint: '音声入力など、意図せず文字が入力される環境ではオフにしてください。',
};
