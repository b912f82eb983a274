import type { course as english } from '../../en/screens/course';
import type { Translation } from '../../translation';

export const course: Translation<typeof english> = {
  title: '課題',
  lead: '受講者に配るノートブックを選んでください。読み取りはこのブラウザーの中で行われ、送られるのは課題の名前・見出し・順序、チェックの名前、未記入部分のハッシュだけです。コードはこのパソコンから送られません。',
  choose: 'ノートブック（.ipynb）を選ぶ',
  unreadable: '読み取れないファイルです。フォーマット4、50 MB以下の .ipynb ファイルを選んでください。',
  sourceVersion: '受講者に配る版ではなく、教員用の版のようです。',
  signs: {
    solutions: 'BEGIN SOLUTION から END SOLUTION までの解答が含まれています。',
    hiddenTests: '非公開のテストが含まれています。その名前が、受講者の手元にないチェックとして数えられます。',
    writtenSolutions: '解答用のセルにコードが入っているため、未記入のままのセルを見分けられません。',
  },
  found_other: '課題が{{count, number}}件見つかりました。まだ何も送信していません。',
  noExercises:
    '課題が見つかりません。課題は「exercise:名前」タグの付いたコードセル、nbgrader の解答セル、または Otter がチェックする設問です。',
  use: 'このノートブックを使う',
  replace: '同じ名前のノートブックと置き換える',
  saved: '保存しました。',
  count_other: '課題{{count, number}}件',
  remove: '{{name}}を削除',
  removeQuestion: '受講者の記録は残ります。ノートブックがないと、見出し・順序・チェックは受講者の実行から判断されます。',
  columns: { name: '課題', title: '見出し', checks: 'チェック', placeholder: '配布時の状態', choices: '画面での扱い' },
  titleOf: '{{name}}の見出し',
  noCheck: 'なし',
  toFillIn: '未記入',
  hasCode: '実行できるコードあり',
  hide: '表示しない',
  hideOne: '{{name}}を表示しない',
  runningCounts: '実行できれば合格とする',
  runningCountsOne: '{{name}}は実行できれば合格とする',
  runningCountsAll: 'チェックのない課題は、エラーなく実行できれば合格とする',
  runningCountsHint: 'チェックのないすべての課題に適用されます。実行できても、正しいとは限りません。',
};
