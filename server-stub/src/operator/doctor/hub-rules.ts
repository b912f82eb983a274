import { GUIDE_URL } from '../../platform/guide';
import { isObject } from '../../../../src/protocol';
import { type Finding, note, ok, problem, warning } from './finding';
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

/** What this server reads of instructors who sign in with the hub, as long as they are signed in. */
const SCOPES = ['read:users:name', 'read:users:groups'];

/**
 * What is to be said about signing in with the hub. Pure.
 * @param answer what the hub says of this server's own token at `/user`, or in words why nothing does
 * @param hasRoles whether any group of the hub has a role here
 */
export function judgeHubSignIn(answer: Answer | string, hasRoles: boolean): readonly Finding[] {
  const subject = 'sign-in with JupyterHub';
  if (typeof answer === 'string') {
    return [problem(subject, `the hub does not say what this server may do (${answer})`, CURE)];
  }
  const { kind, name, scopes } = isObject(answer.body) ? answer.body : {};
  if (answer.status !== 200 || kind !== 'service') {
    return [
      problem(
        subject,
        `the hub does not take CELL_MONITOR_HUB_TOKEN for a service's (status ${String(answer.status)})`,
        "Let the hub start this server as its service, or set the token that the service has in the hub's configuration.",
      ),
    ];
  }
  const held = Array.isArray(scopes) ? scopes.map(String) : [];
  // A scope may be restricted to some users: `read:users:groups!group=class`.
  const missing = SCOPES.filter(scope => !held.some(each => each === scope || each.startsWith(`${scope}!`)));
  return [
    missing.length === 0
      ? ok(subject, `the service ${String(name)} reads the names and groups of users`)
      : problem(
          subject,
          `the service ${String(name)} lacks ${missing.join(' and ')}: who is taken out of a group stays signed in for up to 12 hours`,
          `Add a role with these scopes for the service to the hub's load_roles: ${GUIDE_URL}#a-service-of-the-hub`,
        ),
    ...(hasRoles
      ? []
      : [note(subject, "only the hub's administrators can sign in", 'Give groups roles: CELL_MONITOR_HUB_ROLES=instructors=owner')]),
  ];
}
