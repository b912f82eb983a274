import { isPortFree } from '../processes/port.mjs';
import { Failure } from '../terminal/failure.mjs';

/** @typedef {{ port: number, flag: string, user: string }} PlannedPort `user`: who would listen on it. */

/**
 * @param {readonly PlannedPort[]} ports
 * @param {string} program The npm script, for the advice.
 * @throws {Failure} That names the first port which is taken.
 */
export async function requireFreePorts(ports, program) {
  for (const { port, flag, user } of ports) {
    if (!(await isPortFree(port))) {
      throw new Failure(
        `Port ${String(port)}, which ${user} would use, is taken by another program; perhaps npm run ${program} runs already. Stop it, or choose another port: npm run ${program} -- ${flag} ${String(port + 10)}`,
      );
    }
  }
}
