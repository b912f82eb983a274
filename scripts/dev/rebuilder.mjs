/** Editors write a file in several steps, and a branch switch writes many files. */
const QUIET_MS = 150;

/**
 * @typedef {object} Rebuilder
 * @property {() => void} noteChange
 * @property {() => Promise<void>} close Nothing starts from now on; resolves when what is under way has ended.
 */

/**
 * Does the work once changes have been quiet for a moment, never twice at a time, and once more for what changed meanwhile.
 *
 * @param {() => Promise<void>} work Tells of its failures itself.
 * @param {(react: () => void, ms: number) => () => void} [startTimer] Returns what stops it.
 * @returns {Rebuilder}
 */
export function createRebuilder(work, startTimer = startRealTimer) {
  let isClosed = false;
  let stopTimer = () => {};
  /** @type {Promise<void> | undefined} */
  let underWay;
  let isDirty = false;
  const start = () => {
    if (isClosed || underWay !== undefined) {
      return;
    }
    isDirty = false;
    underWay = work().finally(() => {
      underWay = undefined;
      if (isDirty) {
        start();
      }
    });
  };
  return {
    noteChange: () => {
      isDirty = true;
      stopTimer();
      stopTimer = startTimer(start, QUIET_MS);
    },
    close: async () => {
      isClosed = true;
      stopTimer();
      await underWay;
    },
  };
}

/** @param {() => void} react @param {number} ms */
function startRealTimer(react, ms) {
  const timer = setTimeout(react, ms);
  return () => clearTimeout(timer);
}
