/** Why a request failed, when the server gave no words of its own. */
export const failures = {
  unreachable: 'The server did not answer. Try again.',
  refused: 'The server answered with an error ({{status}}).',
} as const;
