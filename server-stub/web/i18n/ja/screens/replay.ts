import type { replay as english } from '../../en/screens/replay';
import type { Translation } from '../../translation';

export const replay: Translation<typeof english> = {
  lead: '授業の経過を実行ごとに再生します。遅れて届いた記録も、起きた時刻の位置に表示されます。',
  loading: '授業の記録を読み込んでいます',
  failed: '授業の記録を読み込めませんでした。',
  retry: 'もう一度試す',
  reload: '最新まで更新',
  nothing: 'まだ実行されたセルがありません。',
  play: '再生',
  pause: '一時停止',
  lastMinutes: '直近5分',
  position: '授業の時点',
  speed: '速度',
  times: '{{n, number}}倍',
  exercise: '課題',
  allExercises: 'すべての課題',
  runs_other: '実行{{count, number}}回',
  errors: '失敗またはチェック不合格{{errors, number}}回',
  exercises: 'この時点の課題',
  columnExercise: '課題',
  columnShare: '{{students, number}}人中の割合',
  students: 'この時点の受講者',
  states: { passed: '合格', ran: '実行済み', failing: '失敗中', none: '実行なし' },
  outside: '課題以外',
  studentAt: '{{name}}：{{place}}、{{state}}',
};
