import { isObject } from '../../../../src/protocol';
import { type Finding, ok, problem, warning } from './finding';
import type { Answer } from './port-probe';

/** The first release whose servers can be given the scope that names a student (`Spawner.server_token_scopes`). */
const OLDEST_MAJOR = 4;
const CURE =
  'Correct CELL_MONITOR_HUB_API_URL: it is the hub as this machine reaches it, http://hub:8081/hub/api. Until then no hub user can join.';

/**
 * What is to be said about the JupyterHub that says who students are. It tells its version to anybody. Pure.
 * @param answer what answers at `apiUrl`, or in words why nothing does
 */
export function judgeHub(apiUrl: string, answer: Answer | string): Finding {
  const subject = `JupyterHub ${apiUrl}`;
  if (typeof answer === 'string') {
    return problem(subject, `cannot be reached (${answer})`, CURE);
  }
  const version = isObject(answer.body) ? answer.body['version'] : undefined;
  if (answer.status !== 200 || typeof version !== 'string') {
    return problem(subject, `something else answers there, with status ${String(answer.status)}`, CURE);
  }
  return Number.parseInt(version, 10) < OLDEST_MAJOR
    ? warning(
        subject,
        `version ${version} cannot let students' servers name them`,
        `Update it to JupyterHub ${String(OLDEST_MAJOR)} or newer.`,
      )
    : ok(subject, `version ${version} answers`);
}
