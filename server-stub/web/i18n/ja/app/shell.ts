import type { shell as english } from '../../en/app/shell';
import type { Translation } from '../../translation';

export const shell: Translation<typeof english> = {
  nav: {
    label: '画面',
    bottomLabel: '主な画面',
    skip: '本文へ移動',
    more: 'その他',
    screens: {
      now: '状況',
      teams: 'チーム',
      errors: 'エラー',
      students: '受講者',
      exercises: '課題',
      replay: '再生',
      record: 'データ出力',
      system: 'システム',
      settings: '設定',
    },
  },
  notIncluded: '「{{screen}}」は、あなたの役割では使えません。必要な場合は、クラスの所有者にご相談ください。',
  toOverview: '状況の画面へ',
  header: {
    chooseClass: 'クラス',
    joinCode: '参加コード',
    more: '表示・言語・モード',
    appearance: '表示',
    schemes: { auto: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
    language: '言語',
    modes: 'モード',
    highContrast: 'ハイコントラスト',
    signOut: 'サインアウト',
    titleWithNeeding: '({{needing}}) {{name}}',
  },
  loading: {
    screen: '「{{name}}」を読み込んでいます',
    dialog: '開いています…',
    failed: 'この画面を読み込めませんでした。サーバーが更新されたか、ネットワークが切れています。',
    reload: 'ページを再読み込みする',
  },
  connection: {
    connecting: '接続中',
    live: 'ライブ',
    asOf: '{{clock}}現在',
    reconnecting: '{{clock}}から再接続を試みています。',
    reconnectingShort: '再接続中',
    stalled: '更新なし',
    polling: '5秒ごと',
    ended: '切断',
    heard: 'サーバーからの最後の受信：{{clock}}',
    zones: '（表示は{{here}}、サーバーは{{server}}）',
    band: 'サーバーに接続できません。{{heard}}時点のクラスを表示しています。自動的に再接続します。',
    bandConnecting: '{{since}}からサーバーの応答がありません。自動的に再試行します。',
    bandStalled:
      'サーバーは応答していますが、受講者がいるのに{{since}}から新しい情報が届いていません。表示が古い可能性があります。ページを再読み込みしても直らない場合は、サーバーを確認してください。',
    bandPolling:
      '途中のプロキシがリアルタイム更新を止めているか切断しています。代わりに5秒ごとにサーバーへ問い合わせ、更新が届くようになれば元に戻ります。',
    bandGone: 'このクラスはサーバー上にもうありません。',
    loading: 'クラスを読み込んでいます',
  },
};
