import type { joining as english } from '../../en/screens/joining';
import type { Translation } from '../../translation';

export const joining: Translation<typeof english> = {
  dialogTitle: '受講者の参加方法',
  emptyTitle: '{{name}}の受講者: 0人',
  emptyLead: 'まだ誰も参加していません。参加リンクを受講者に伝えてください。参加した人からここに表示されます。',
  staffAlone: '参加しているのはスタッフだけです',
  staffAloneLead:
    'スタッフは人数に入らないため、受講者はまだ0人です。参加リンクを受講者に伝えてください。参加した人からここに表示されます。',
  code: '参加コード',
  link: '参加リンク',
  linkHint: 'JupyterLab の「クラスに参加」の画面に貼り付けてもらいます。サーバーのアドレスと参加コードが含まれています。',
  qrCode: '参加リンクのQRコード',
  pageTitle: 'クラスに参加する',
  pageLead: 'このリンクは JupyterLab で使います。コピーしてから、次の手順に進んでください。',
  pageStepPaste: '表示された画面にリンクを貼り付けます。',
  toBoard: '教員の方: ダッシュボードを開く',
  address: 'サーバーのアドレス',
  copy: 'コピー',
  copied: 'コピーしました',
  copyFailed: 'コピーできませんでした。手動で選択してください',
  copyWhat: 'コピー：{{what}}',
  stepsTitle: '受講者の手順',
  stepInstall: 'JupyterLab 4 または Notebook 7 の環境に拡張機能をインストールし、再起動します（初回のみ）。',
  stepOpen: 'JupyterLab の下部のステータスバーにある「クラスに参加」をクリックします。',
  stepEnter: '参加リンクを貼り付けるか、サーバーのアドレスと参加コードを入力します。',
  command: 'pip install jupyterlab-cell-monitor',
  commandName: 'インストールコマンド',
  onlyHere:
    'このアドレスはこのパソコンでしか使えません。サーバーの起動時に2番目に表示されたリンク（dashboard on the network）でダッシュボードを開くと、ほかのパソコンでも使えるアドレスが表示されます。そのリンクがない場合は、サーバーを止めて --host 0.0.0.0 を付けて起動し直してください。',
};
