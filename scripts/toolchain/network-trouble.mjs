const NPM_SIGNS = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network (?:request|connectivity)/u;
const PIP_SIGNS =
  /NewConnectionError|NameResolutionError|name resolution|Failed to establish a new connection|ConnectTimeout|ProxyError|Network is unreachable|Connection refused/u;

/**
 * @param {string} output What npm printed before it failed.
 * @returns {string | undefined} A sentence if the network is to blame.
 */
export function explainNpmTrouble(output) {
  return NPM_SIGNS.test(output) ? sentenceFor('the npm registry') : undefined;
}

/**
 * @param {string} output What pip printed before it failed.
 * @returns {string | undefined} A sentence if the network is to blame.
 */
export function explainPipTrouble(output) {
  return PIP_SIGNS.test(output) ? sentenceFor('the Python package index') : undefined;
}

/** @param {string} place */
function sentenceFor(place) {
  return `There is no connection to ${place}. The first start downloads what it needs; connect this machine to the network (or set its proxy) and start again. Later starts work without a network.`;
}
