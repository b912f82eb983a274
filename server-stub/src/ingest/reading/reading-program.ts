/** What the reading thread runs: a file of its own in the build, with nothing of the server in it but what reads a body. */
import { parentPort } from 'node:worker_threads';
import { type Question, type RosterQuestion, tryToAnswer } from './question';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's, not a window's
parentPort?.on('message', (question: Question | RosterQuestion) => parentPort?.postMessage(tryToAnswer(question)));
