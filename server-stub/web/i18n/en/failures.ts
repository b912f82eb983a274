/** Why a request failed. `codes`: for whoever does not read the server's own words, which are English. */
export const failures = {
  unreachable: 'The server did not answer. Try again.',
  refused: 'The server answered with an error ({{status}}).',
  codes: {
    token_invalid: 'This link or token is not valid.',
    forbidden: 'Your role does not allow this.',
    not_found: 'This is not there any more.',
    already_claimed: 'Somebody else is going already.',
    rooms_changed: 'Somebody else has changed the rooms meanwhile.',
    batch_too_large: 'This is too large.',
    invalid: 'Some of it is not valid.',
    invalid_request: 'The server did not understand this.',
    too_many_attempts: 'Too many attempts. Wait a minute.',
    internal: 'The server made a mistake. Try again.',
    unavailable: 'The server cannot do this now. Try again in a moment.',
  },
} as const;
