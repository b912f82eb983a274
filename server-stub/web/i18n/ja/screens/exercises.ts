import type { exercises as english } from '../../en/screens/exercises';
import type { Translation } from '../../translation';

export const exercises: Translation<typeof english> = {
  failingCheck: 'チェック「{{check}}」に失敗',
  chart: '課題',
  overTime: 'クラスの進み具合',
  matrix: '受講者と課題',
  metrics: { share: '結果', here: '取り組み中', attempts: '試行回数', time: '時間' },
  values: {
    share: 'クラスに占める割合',
    here: '人数',
    attempts: '試行回数（中央値）',
    time: '時間（中央値）',
    progress: '受講者1人あたりの課題数',
  },
  exercise: '課題',
  student: '受講者',
  time: '時刻',
  medianAttempts: '合格までの試行回数（中央値、チェックのない課題は実行できるまで）',
  medianTime: '合格までの時間（中央値、チェックのない課題は実行できるまで）',
  startedEach: '受講者一人あたりの着手した課題（平均）',
  passedEach: '受講者一人あたりの合格した課題（平均）',
  hereNow: '取り組み中の受講者',
  withheld: '受講者ごとの進み具合は、あなたの権限では、またはプロジェクターモードでは表示されません。',
  failed: '課題を読み込めませんでした。再試行しています。',
  stale: '課題を更新できませんでした。再試行しています。',
  here: '取り組み中',
  heads: {
    passable:
      '{{name}}：始めた{{started, number}}人中{{passed, number}}人が合格、{{ran, number}}人が実行済み、{{failing, number}}人が失敗中',
    unchecked: '{{name}}（チェックなし）：始めた{{started, number}}人中{{ran, number}}人がエラーなく実行、{{failing, number}}人が失敗中',
  },
  uncheckedName: '{{name}}（チェックなし）',
  noneChecked_other:
    'チェックのある課題がないため、「合格」にはなりません。「実行済み」は最新の実行にエラーがなかったことだけを示します。チェックにするには、課題の下のセルに「checks」タグを付けるか、nbgrader のテストまたは Otter の grader.check を置きます。',
  someUnchecked_other:
    '{{count, number}}件の課題にはチェックがないため、「合格」にはなりません。「実行済み」は最新の実行にエラーがなかったことだけを示します。チェックにするには、課題の下のセルに「checks」タグを付けるか、nbgrader のテストまたは Otter の grader.check を置きます。',
  states: { passed: '合格', ran: '実行済み', failing: '失敗中', none: '未着手' },
  cells: {
    run: {
      passed_other: '{{span}}で合格、試行{{count, number}}回',
      ran_other: '実行済み、試行{{count, number}}回、{{span}}',
      failing_other: '{{count, number}}回試して失敗中、{{span}}',
    },
    unrun: { passed: '合格', ran: '一部のチェックに合格', failing: '失敗中' },
    withChecks_other: '{{text}}。失敗中のチェック{{count, number}}件：{{checks}}',
    none: '未着手',
    here: '{{text}}、取り組み中',
  },
};
