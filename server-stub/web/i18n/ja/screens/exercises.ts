import type { exercises as english } from '../../en/screens/exercises';
import type { Translation } from '../../translation';

export const exercises: Translation<typeof english> = {
  chart: '課題',
  overTime: 'クラスの進み具合',
  matrix: '受講者と課題',
  metrics: { share: '完了', here: '取り組み中', attempts: '試行回数', time: '時間' },
  exercise: '課題',
  student: '受講者',
  time: '時刻',
  done: '完了',
  failing: '失敗中',
  medianAttempts: '完了までの試行回数（中央値）',
  medianTime: '完了までの時間（中央値）',
  doneEach: '受講者一人あたりの完了した課題（平均）',
  hereNow: '取り組み中の受講者',
  none: '課題を実行した受講者はまだいません。',
  withheld: '受講者ごとの進み具合は、この権限または投影中は表示されません。',
  failed: '課題を読み込めませんでした。再試行しています。',
  stale: '課題を更新できませんでした。再試行しています。',
  here: '取り組み中',
  head: '{{name}}：始めた{{started, number}}人中{{done, number}}人が完了、{{failing, number}}人が失敗中',
  states: { done: '完了', failing: '失敗中', none: '未着手' },
  cells: {
    done_other: '{{span}}で完了、試行{{count, number}}回',
    failing_other: '{{count, number}}回試して失敗中、{{span}}',
    none: '未着手',
    here: '{{text}}、取り組み中',
  },
};
