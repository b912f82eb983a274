import { describe, expect, it } from 'vitest';

import { MASK, maskSecrets } from './mask';

/** Put together here, so that no scanner of repositories takes the corpus for a leak. */
const random = (length: number, alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') =>
  Array.from({ length }, (_, index) => alphabet[(index * 37 + 11) % alphabet.length]).join('');

const ISSUED: Readonly<Record<string, string>> = {
  GitHub: `ghp_${random(36)}`,
  'GitHub, fine-grained': `github_pat_${random(22)}_${random(59)}`,
  GitLab: `glpat-${random(20)}`,
  Slack: `xoxb-${random(12, '0123456789')}-${random(24)}`,
  Stripe: `sk_live_${random(24)}`,
  OpenAI: `sk-proj-${random(48)}`,
  Anthropic: `sk-ant-api03-${random(40)}`,
  Google: `AIza${random(35)}`,
  'Hugging Face': `hf_${random(34)}`,
  npm: `npm_${random(36)}`,
  PyPI: `pypi-${random(60)}`,
  SendGrid: `SG.${random(22)}.${random(43)}`,
  DigitalOcean: `dop_v1_${random(64, '0123456789abcdef')}`,
  AWS: `AKIA${random(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
  JWT: `eyJ${random(30)}.eyJ${random(40)}.${random(43)}`,
};

describe('a secret', () => {
  it.each(Object.entries(ISSUED))('of %s is masked wherever it stands', (_issuer, token) => {
    for (const text of [
      token,
      `x = "${token}"`,
      `client(${JSON.stringify(token)})`,
      `Error 401: ${token} is invalid\n`,
      `https://h/?t=${token}`,
    ]) {
      for (const kind of ['code', 'prose'] as const) {
        expect(maskSecrets(text, kind)).not.toContain(token.slice(4, 16));
        expect(maskSecrets(text, kind)).toContain(MASK);
      }
    }
  });

  it('in a private key is masked, also when its end was cut off', () => {
    const key = `-----BEGIN RSA PRIVATE KEY-----\n${random(64)}\n${random(64)}\n`;
    expect(maskSecrets(`a\n${key}-----END RSA PRIVATE KEY-----\nb`, 'prose')).toBe(`a\n${MASK}\nb`);
    expect(maskSecrets(`a\n${key}`, 'code')).toBe(`a\n${MASK}`);
  });

  it.each([
    ['password = "hunter2"', `password = ${MASK}`],
    ["db_password='correct horse battery'", `db_password=${MASK}`],
    ['login("ada", password="hunter2", retries=3)', `login("ada", password=${MASK}, retries=3)`],
    ['{"api_key": "abc123", "model": "x"}', `{"api_key": ${MASK}, "model": "x"}`],
    ['os.environ["OPENAI_API_KEY"] = "abc"', `os.environ["OPENAI_API_KEY"] = ${MASK}`],
    ['os.getenv("SECRET_TOKEN", "fallback1")', `os.getenv("SECRET_TOKEN", ${MASK})`],
    ['%env API_TOKEN=abc123', `%env API_TOKEN=${MASK}`],
    ['!export DB_PASSWORD=hunter2 && run', `!export DB_PASSWORD=${MASK} && run`],
    ['const apiKey: string = f(); let authToken = `x`', 'const apiKey: string = f(); let authToken = `x`'],
    ['パスワード = "ひみつ"', `パスワード = ${MASK}`],
    ['requests.get(u, headers={"Authorization": "Bearer abcdef123456"})', `requests.get(u, headers={"Authorization": "Bearer ${MASK}"})`],
    ['create_engine("postgresql://ada:hunter2@db.example.org/x")', `create_engine("postgresql://${MASK}@db.example.org/x")`],
  ])('in a program is masked: %s', (code, masked) => {
    expect(maskSecrets(code, 'code')).toBe(masked);
  });

  it.each([
    ['password: hunter2', `password: ${MASK}`],
    ['Access token = abc123 (expires)', `Access token = ${MASK} (expires)`],
    ["OperationalError: password authentication failed for user 'ada'", "OperationalError: password authentication failed for user 'ada'"],
    ['could not connect to redis://:hunter2@10.0.0.1:6379', `could not connect to redis://${MASK}@10.0.0.1:6379`],
    ["KeyError: 'token'", "KeyError: 'token'"],
  ])('in what a program says is masked: %s', (text, masked) => {
    expect(maskSecrets(text, 'prose')).toBe(masked);
  });
});

describe('a mail address', () => {
  it.each(['ada@example.org', 'ada.lovelace+class@cs.uni-bonn.de', 'a@b.co.jp', 'ADA@EXAMPLE.COM'])('is masked: %s', address => {
    expect(maskSecrets(`mail ${address}, please`, 'prose')).toBe(`mail ${MASK}, please`);
    expect(maskSecrets(`to = "${address}"`, 'code')).toBe(`to = "${MASK}"`);
  });
});

describe('ordinary work', () => {
  it.each([
    'y = W@x.reshape(3, 1) + b',
    'loss = (A@B.T).sum()',
    '@property\ndef token_count(self): return len(self.tokens)',
    'tokens = text.split()\ntoken = tokens[0]',
    'for key in d: print(key, d[key])',
    'password = input()',
    'password = getpass("Password: ")',
    'hash = hashlib.sha256(b"abc").hexdigest()',
    'print("a: b", 1, 2)',
    'df.groupby("key")["value"].mean()',
    'sorted(words, key=lambda w: w[0])',
    'sk = 3; hf_ = 4; ask-1',
  ])('stays as it is: %s', code => {
    expect(maskSecrets(code, 'code')).toBe(code);
  });

  it('stays as it is in what a program says', () => {
    for (const text of [
      "NameError: name 'x' is not defined",
      'TypeError: unhashable type: list',
      '0.5 @ 3.2',
      'epoch 3: loss=0.25, acc=0.91',
    ]) {
      expect(maskSecrets(text, 'prose')).toBe(text);
    }
  });
});

it('takes hostile text without growing slow on it', () => {
  const patterns = ['a', 'password', '@', 'a.', 'eyJ', 'eyJ-', "token='", '://:', '_', 'secret-', 'sk-', 'a://b:'];
  for (const text of patterns.map(pattern => pattern.repeat(16_000 / pattern.length))) {
    expect(maskSecrets(text, 'code').length).toBeLessThanOrEqual(text.length);
    expect(maskSecrets(text, 'prose').length).toBeLessThanOrEqual(text.length);
  }
});
