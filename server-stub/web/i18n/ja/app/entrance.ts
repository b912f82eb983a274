import type { entrance as english } from '../../en/app/entrance';
import type { Translation } from '../../translation';

export const entrance: Translation<typeof english> = {
  token: {
    title: 'ダッシュボードを開く',
    lead: 'サーバーの起動時に表示されたリンク、または受け取ったリンクを開くか、リンクまたはトークンをここに貼り付けてください。',
    label: 'リンクまたは教員用トークン',
    submit: '開く',
    withHub: 'JupyterHub でサインイン',
    empty: 'リンクまたはトークンを貼り付けてください。',
    wrongHint:
      'サーバーを動かしている端末、または受け取ったメッセージから、リンク全体をもう一度コピーしてください。取り消されたリンクの場合は、新しいものをもらってください。',
    unreachable: 'サーバーに接続できません。',
    unreachableHint: 'サーバーが動いていること、このパソコンが同じネットワークにつながっていることを確認して、もう一度お試しください。',
    ended: 'セッションが終了しました。もう一度トークンを入力してください。',
    signedOut: 'サインアウトしました。',
    signOutFailed: 'サーバーにサインアウトを伝えられませんでした。共用のパソコンでは、ブラウザーを閉じるか、もう一度お試しください。',
    checking: 'お待ちください',
  },
  unreachable: {
    title: 'サーバーに接続できません',
    lead: '自動的に再試行しています。サーバーが動いていること、このパソコンが同じネットワークにつながっていることを確認してください。',
    retry: '今すぐ再試行',
  },
  noClasses: {
    title: 'このサーバーにはクラスがありません',
    lead: 'クラスを作成してから、このページをもう一度開いてください。',
  },
};
