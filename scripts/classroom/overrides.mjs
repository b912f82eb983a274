/** @typedef {{ studentId: string, displayName: string, team: string }} Student */
/** @typedef {Student & { serverUrl: string, joinCode: string }} Membership */

const PLUGIN = 'jupyterlab-cell-monitor:plugin';

/** A first look at the demo, and a test, should meet the extension and not JupyterLab's question about news. */
const QUIET_JUPYTERLAB = { '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false } };

/**
 * JupyterLab's settings as an administrator deploys them for a student, in the shape of `overrides.json`.
 *
 * @param {Membership | null} membership Null: the student joins by the form.
 * @returns {Record<string, Record<string, unknown>>}
 */
export function overridesFor(membership) {
  return membership === null ? { ...QUIET_JUPYTERLAB } : { ...QUIET_JUPYTERLAB, [PLUGIN]: { ...membership } };
}
