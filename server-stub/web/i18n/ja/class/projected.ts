import type { projected as english } from '../../en/class/projected';
import type { Translation } from '../../translation';

export const projected: Translation<typeof english> = {
  student: '受講者{{n}}',
  someone: '受講者',
  hiddenExercises_other: '課題{{count, number}}件は、始めた人が5人未満のため表示しません。',
  hiddenErrors_other: 'エラー・失敗中のチェック{{count, number}}件は、該当者が5人未満のため表示しません。',
  individuals: 'プロジェクターモードでは、個々の受講者を表示しません。',
  withheld: 'プロジェクターモードでは表示しません。',
};
