/** The pages before a class is open. */
export const entrance = {
  token: {
    title: 'Open the dashboard',
    lead: 'Open the link that the server printed when it started, or that you were sent; or paste it or its token here.',
    label: 'Link or instructor token',
    submit: 'Open',
    withHub: 'Sign in with JupyterHub',
    empty: 'Paste the link or the token first.',
    wrongHint:
      'Copy the whole link again, from the terminal where the server runs or from whoever sent it to you. If it was taken back, ask for a new one.',
    unreachable: 'The server cannot be reached.',
    unreachableHint: 'Is it running, and is this computer on the same network? Then try again.',
    ended: 'Your session has ended. Enter the token again.',
    signedOut: 'You are signed out.',
    signOutFailed: 'The server could not be told to sign you out: on a shared computer, close the browser or try again.',
    checking: 'One moment',
  },
  unreachable: {
    title: 'The server cannot be reached',
    lead: 'This page keeps trying. Is the server running, and is this computer on the same network?',
    retry: 'Try now',
  },
  noClasses: {
    title: 'There is no class on this server',
    lead: 'Create one, then open this page again.',
  },
} as const;
