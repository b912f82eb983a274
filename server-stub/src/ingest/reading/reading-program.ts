/** What the reading thread runs: a file of its own in the build, with nothing of the server in it but what reads a batch. */
import { parentPort } from 'node:worker_threads';
import { type Question, tryToAnswer } from './question';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's, not a window's
parentPort?.on('message', (question: Question) => parentPort?.postMessage(tryToAnswer(question)));
