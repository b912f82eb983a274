import type { projector as english } from '../../en/class/projector';
import type { Translation } from '../../translation';

export const projector: Translation<typeof english> = {
  title: 'プロジェクターモード',
  hide: '氏名を隠す',
  show: '氏名を表示',
  banner: '氏名、個々の受講者、質問、コード、メッセージ、5人未満の集計値は表示しません（「–」で示します）。',
  few: '5人未満',
  smallTeam: '5人未満のため非表示',
  titleOf: 'プロジェクター：{{title}}',
};
