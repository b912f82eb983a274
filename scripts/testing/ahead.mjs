/**
 * @typedef {object} Step
 * @property {() => Promise<unknown>} [ahead] What it needs made ready.
 */

/**
 * Makes ready what steps need, in their order and while those before them are at work: it is installers that wait for registries, one
 * after the other, for two of them at once stand in each other's way.
 *
 * @template {Step} T
 * @param {readonly T[]} steps
 * @returns {ReadonlyMap<T, Promise<unknown>>} Done when all is ready that the step and those before it need. What fails is told when its step comes.
 */
export function workAhead(steps) {
  /** @type {Promise<unknown>} */
  let before = Promise.resolve();
  return new Map(
    steps.map(step => {
      before = before.then(() => step.ahead?.());
      before.catch(() => undefined);
      return [step, before];
    }),
  );
}
