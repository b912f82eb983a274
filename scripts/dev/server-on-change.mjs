import { watch } from 'node:fs';
import { build } from '../build/targets.mjs';
import { inProject } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { formatSeconds } from '../terminal/progress.mjs';
import { createRebuilder } from './rebuilder.mjs';

const SOURCES = [inProject('server-stub', 'src'), inProject('src', 'protocol')];
const NOT_BUILT_IN = /\.(?:test|contract)\.ts$|~$|\.swp$/u;

/**
 * Builds the server whenever its sources change, and starts it again on the same data. One that does not build leaves the old one
 * running; one that does not start waits for the next change.
 *
 * @param {import('../classroom/classroom.mjs').Classroom} classroom
 * @param {{ logDirectory: string, say: (line: string) => void }} options
 * @returns {{ close: () => Promise<void> }}
 */
export function restartServerOnChange(classroom, { logDirectory, say }) {
  /** Whether it is being stopped, so that its end is nothing to tell. */
  let isExpected = false;
  const rebuilder = createRebuilder(async () => {
    const startedMs = performance.now();
    try {
      if (!(await build('server', { logDirectory }))) {
        return;
      }
      isExpected = true;
      await classroom.server.stop();
      await classroom.restartServer();
      isExpected = false;
      tellOfItsEnd();
      say(`built and started again with its class (${formatSeconds(performance.now() - startedMs)})`);
    } catch (error) {
      say(error instanceof Failure ? error.describe().trim() : String(error));
    }
  });
  const tellOfItsEnd = () => {
    const { server } = classroom;
    void server.ended.then(() => {
      if (!isExpected && classroom.server === server) {
        say(`has ended by itself; it starts again with the next change. Its log is ${logDirectory}/server.log`);
      }
    });
  };
  tellOfItsEnd();
  const watchers = SOURCES.map(folder =>
    watch(folder, { recursive: true }, (_event, name) => {
      if (name !== null && !NOT_BUILT_IN.test(name)) {
        rebuilder.noteChange();
      }
    }),
  );
  return {
    close: async () => {
      isExpected = true;
      for (const watcher of watchers) {
        watcher.close();
      }
      await rebuilder.close();
    },
  };
}
