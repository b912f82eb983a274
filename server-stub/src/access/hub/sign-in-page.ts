import type { FastifyReply } from 'fastify';

/** Why somebody who came back from the hub is not signed in. */
export type SignInTrouble = 'no_role' | 'refused' | 'unavailable';

interface Words {
  readonly status: number;
  readonly english: string;
  readonly japanese: string;
}

const WORDS: Readonly<Record<SignInTrouble, Words>> = {
  no_role: {
    status: 403,
    english: 'JupyterHub says who you are, and none of your groups has a role in this class. Ask whoever set up the class server.',
    japanese:
      'JupyterHub で本人確認はできましたが、このクラスで権限のあるグループに入っていません。クラスサーバーの管理者に問い合わせてください。',
  },
  refused: {
    status: 403,
    english: 'Signing in with JupyterHub did not work: it was not started from here, or took too long. Try again.',
    japanese: 'JupyterHub でサインインできませんでした。この画面から始めていないか、時間がかかりすぎています。もう一度お試しください。',
  },
  unavailable: {
    status: 503,
    english: 'JupyterHub does not answer now. Try again in a minute.',
    japanese: 'JupyterHub から応答がありません。しばらくしてからもう一度お試しください。',
  },
};

/** A page for a person, in both languages: it comes before the dashboard could choose one. */
export function explainSignIn(reply: FastifyReply, trouble: SignInTrouble): FastifyReply {
  const { status, english, japanese } = WORDS[trouble];
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(
      [
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Cell Monitor</title></head>',
        `<body><main><p>${english}</p><p lang="ja">${japanese}</p><p><a href="./">Cell Monitor</a></p></main></body></html>`,
      ].join(''),
    );
}
