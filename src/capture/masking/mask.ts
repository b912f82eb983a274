import { maskWords } from './mask-words';

/** What stands in the place of a secret. */
export const MASK = '•••';

interface MaskRule {
  /** Global. What it captures as `keep` stays, the rest of the match is masked. */
  readonly pattern: RegExp;
  /** Only texts in which one of these occurs, in lower case, can hold a match: it spares most texts the pattern. */
  readonly hints: readonly string[];
}

/**
 * Tokens that their issuers gave a form of their own, so that they can be found: GitHub, GitLab, Slack, Stripe, OpenAI and Anthropic, Google,
 * Hugging Face, npm, PyPI, SendGrid, DigitalOcean, AWS (each documents its prefixes).
 */
const ISSUED_TOKENS: MaskRule = {
  pattern:
    /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|sk-[\w-]{16,}|AIza[\w-]{30,}|hf_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{20,}|pypi-[\w-]{20,}|SG\.[\w-]{10,}\.[\w-]{10,}|do[oprt]_v1_[a-f0-9]{20,}|(?:AKIA|ASIA)[A-Z0-9]{12,})/gu,
  hints: ['gh', 'glpat-', 'xox', 'k_live_', 'k_test_', 'sk-', 'aiza', 'hf_', 'npm_', 'pypi-', 'sg.', '_v1_', 'akia', 'asia'],
};

/** RFC 7519, in its compact form. */
const JSON_WEB_TOKENS: MaskRule = { pattern: /(?<![\w-])eyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?/gu, hints: ['eyj'] };

/** RFC 7468. The end may have been cut off. */
const PRIVATE_KEYS: MaskRule = {
  pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/gu,
  hints: ['private key-----'],
};

/** `scheme://user:password@host` */
const URL_CREDENTIALS: MaskRule = {
  pattern: /(?<keep>\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@:'"]{0,256}:[^\s/@'"]{1,256}(?=@)/giu,
  hints: ['://'],
};

/** `Authorization: Bearer …` and the like. */
const AUTHORIZATION: MaskRule = {
  pattern: /(?<keep>\b(?:bearer|basic|authorization['"]?\s*[:=]\s*['"]?(?:token|bearer|basic)?)\s+)[\w.~+/-]{8,}=*/giu,
  hints: ['bearer', 'basic', 'authorization'],
};

/** Begins at a word's start and is bounded: a text of one endless word must not cost more than its length. */
const SECRET_NAME = String.raw`(?<![\w.-])[\w.-]{0,60}(?:passw(?:or)?d|passphrase|passwort|pwd|secret|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?key|token|credential|パスワード|暗証)[\w.-]{0,60}`;
const SECRET_HINTS = ['pass', 'pwd', 'secret', 'key', 'token', 'credential', 'パスワード', '暗証'];

/** A quoted value that is given to something named like a secret: `password = "…"`, `"api_key": "…"`, `os.environ["TOKEN"] = "…"`, `--token "…"`. */
const QUOTED_SECRETS: MaskRule = {
  pattern: new RegExp(
    String.raw`(?<keep>${SECRET_NAME}['"]?\]?\)?\s*(?:=|:|,|=>|:=|\s)\s*[bfru]{0,2})(?:"(?!\))[^"\n]{1,2000}"|'(?!\))[^'\n]{1,2000}')`,
    'giu',
  ),
  hints: SECRET_HINTS,
};

/** An unquoted value, as environment files, shells and printed tables have it. In a program it would be a variable's name. */
const UNQUOTED_SECRETS: MaskRule = {
  pattern: new RegExp(String.raw`(?<keep>${SECRET_NAME}\s*[:=]\s*)[^\s'",;(){}[\]]{3,}`, 'giu'),
  hints: SECRET_HINTS,
};
/** In a program only what is written in capitals and has no blank around the sign: `%env TOKEN=…`, `!export API_KEY=…`. */
const ENVIRONMENT_SECRETS: MaskRule = {
  pattern:
    /(?<keep>\b[A-Z0-9_]{0,60}(?:PASSWORD|PASSWD|PWD|SECRET|API_?KEY|ACCESS_?KEY|TOKEN|CREDENTIAL)[A-Z0-9_]{0,60}=)[^\s'",;(){}[\]=]{3,}/gu,
  hints: SECRET_HINTS,
};

/**
 * Addresses under the generic domains that people have mail at, and under every country's. Not any word after a dot: `a@b.shape` multiplies
 * matrices.
 */
const MAIL_ADDRESSES: MaskRule = {
  pattern:
    /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,5}(?:com|org|net|edu|gov|mil|int|info|biz|name|dev|app|[a-z]{2})\b(?!\s*[(=[])/giu,
  hints: ['@'],
};

const COMMON = [PRIVATE_KEYS, ISSUED_TOKENS, JSON_WEB_TOKENS, AUTHORIZATION, URL_CREDENTIALS, QUOTED_SECRETS];
const RULES: Readonly<Record<'code' | 'prose', readonly MaskRule[]>> = {
  code: [...COMMON, ENVIRONMENT_SECRETS, MAIL_ADDRESSES],
  prose: [...COMMON, UNQUOTED_SECRETS, MAIL_ADDRESSES],
};

/**
 * Masks what looks like a key, a token, a password or a mail address. A net with known meshes and not a proof: what has no form and no
 * telling name beside it cannot be told from any other word.
 * @param kind a program's text, or what it printed and said
 * @param words what the class has masked besides
 */
export function maskSecrets(text: string, kind: 'code' | 'prose', words: readonly string[] = []): string {
  const folded = text.toLowerCase();
  const masked = RULES[kind].reduce(
    (masked, { pattern, hints }) => (hints.some(hint => folded.includes(hint)) ? masked.replaceAll(pattern, maskMatch) : masked),
    text,
  );
  return maskWords(masked, words, MASK);
}

function maskMatch(...match: unknown[]): string {
  const groups = match.at(-1) as { readonly keep?: string } | undefined;
  return typeof groups === 'object' ? `${groups.keep ?? ''}${MASK}` : MASK;
}
