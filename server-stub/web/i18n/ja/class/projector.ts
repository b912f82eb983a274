import type { projector as english } from '../../en/class/projector';
import type { Translation } from '../../translation';

export const projector: Translation<typeof english> = {
  title: 'プロジェクターモード',
  hide: '氏名を隠す',
  student: '受講者{{n}}',
  someone: '受講者',
  few: '5人未満',
  hiddenExercises_other: '課題{{count, number}}件は、始めた人が5人未満のため表示しません。',
  hiddenErrors_other: 'エラー・失敗中のチェック{{count, number}}件は、該当者が5人未満のため表示しません。',
  individuals: 'プロジェクターモードでは、個々の受講者を表示しません。',
  banner: '氏名、個々の受講者、質問、コード、メッセージ、5人未満の集計値は表示しません（「–」で示します）。',
  leave: '氏名を表示',
  withheld: 'プロジェクターモードでは表示しません。',
  smallTeam: '5人未満のため非表示',
  titleOf: 'プロジェクター：{{title}}',
};
