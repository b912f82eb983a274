/**
 * @typedef {object} Progress
 * @property {<T>(title: string, work: () => Promise<T>) => Promise<T>} step Does one step on a line of its own: its title while it runs, then how it ended.
 * @property {(remark: string) => void} remark Says something about the step under way at once, such as "takes a minute".
 * @property {(ending: string) => void} endWith Says how the step under way ended, such as "up to date", instead of "done".
 */

/**
 * Tells what a program is doing, a plain line for each step with its time, readable on a terminal and in a log alike.
 *
 * @param {{ total: number, write: (text: string) => void, nowMs: () => number }} options `total`: how many steps there will be.
 * @returns {Progress}
 */
export function createProgress({ total, write, nowMs }) {
  let count = 0;
  let ending = 'done';
  return {
    remark: text => write(`${text} … `),
    endWith: text => {
      ending = text;
    },
    step: async (title, work) => {
      count += 1;
      ending = 'done';
      const startedMs = nowMs();
      write(`[${String(count)}/${String(total)}] ${title} … `);
      try {
        const result = await work();
        write(`${ending} (${formatSeconds(nowMs() - startedMs)})\n`);
        return result;
      } catch (error) {
        write(`failed (${formatSeconds(nowMs() - startedMs)})\n`);
        throw error;
      }
    },
  };
}

/**
 * @param {number} milliseconds
 * @returns {string} Such as `0.3 s`, `12 s` or `2 min 05 s`.
 */
export function formatSeconds(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  return whole < 60 ? `${String(whole)} s` : `${String(Math.floor(whole / 60))} min ${String(whole % 60).padStart(2, '0')} s`;
}
