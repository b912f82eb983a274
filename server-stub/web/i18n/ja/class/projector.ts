import type { projector as english } from '../../en/class/projector';
import type { Translation } from '../../translation';

export const projector: Translation<typeof english> = {
  title: 'プロジェクターモード',
  student: '受講者{{n}}',
  banner: '氏名、質問、コード、メッセージ、5人未満の集計値は表示しません（「–」で示します）。',
  leave: '氏名を表示',
  withheld: 'プロジェクターモードでは表示しません。',
  smallTeam: '5人未満のため非表示',
  titleOf: 'プロジェクター：{{title}}',
};
