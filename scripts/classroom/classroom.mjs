import { join } from 'node:path';
import { startLab } from '../jupyter/lab.mjs';
import { startLite } from '../jupyter/lite.mjs';
import { findFreePort } from '../processes/port.mjs';
import { startClassServer } from './class-server.mjs';
import { overridesFor } from './overrides.mjs';

/**
 * @typedef {object} ClassroomOptions
 * @property {string} directory Where the class keeps its data, logs and JupyterLab's settings.
 * @property {string} environment The virtual environment that holds JupyterLab and the extension.
 * @property {string} notebooks The student's notebooks.
 * @property {string} instructorToken
 * @property {string} jupyterToken
 * @property {import('./overrides.mjs').Student | null} student Whose name the administrator has filled in; null for nobody: the student joins by the form.
 * @property {number} [serverPort] A free one if absent.
 * @property {number} [jupyterPort] A free one if absent.
 * @property {string | undefined} [redisUrl]
 * @property {number | undefined} [cadenceMs]
 * @property {string} [configFile] JupyterLab's, beyond ours.
 * @property {JupyterApplication} [application] What the student works in; JupyterLab unless told.
 * @property {Record<string, unknown>} [settings] Other settings of JupyterLab that an administrator deploys: plugin id → values.
 * @property {string} [extraExtensions] A folder of labextensions that come before the installed ones of the same name.
 */

/** @typedef {import('../jupyter/lab.mjs').ServerApplication | import('../jupyter/lite.mjs').LiteApplication} JupyterApplication */
/** @typedef {import('./class-server.mjs').ClassServer} ClassServer */

/**
 * @typedef {object} Classroom A class server and one student's JupyterLab that reports to it.
 * @property {ClassServer} server
 * @property {string} joinCode
 * @property {import('../jupyter/lab.mjs').Lab} lab
 * @property {() => Promise<ClassServer>} restartServer Starts the server again where it was, on the same data.
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a class server, then one student's JupyterLab with the class filled in. The demo and the browser tests both start here.
 *
 * @param {ClassroomOptions} options
 * @returns {Promise<Classroom>}
 * @throws {import('../terminal/failure.mjs').Failure}
 */
export async function startClassroom(options) {
  const server = await openServer(options, options.serverPort ?? 0);
  const { joinCode } = await server.findClass();
  const lab = await openLab(options, server.url, joinCode);
  const classroom = {
    server,
    joinCode,
    lab,
    restartServer: async () => {
      classroom.server = await openServer(options, Number(new URL(server.url).port));
      return classroom.server;
    },
    stop: async () => {
      await lab.stop();
      await classroom.server.stop();
    },
  };
  return classroom;
}

/**
 * @param {ClassroomOptions} options
 * @param {number} port
 */
function openServer({ directory, instructorToken, redisUrl, cadenceMs }, port) {
  const [dataDirectory, logFile] = [join(directory, 'data'), join(directory, 'logs', 'server.log')];
  return startClassServer({ port, dataDirectory, logFile, instructorToken, redisUrl, cadenceMs });
}

/**
 * @param {ClassroomOptions} options
 * @param {string} serverUrl
 * @param {string} joinCode
 */
async function openLab(
  { directory, environment, notebooks, jupyterToken, student, jupyterPort, configFile, extraExtensions, application, settings },
  serverUrl,
  joinCode,
) {
  const common = {
    environment,
    directory: join(directory, 'jupyter'),
    notebooks,
    port: jupyterPort ?? (await findFreePort()),
    overrides: { ...overridesFor(student === null ? null : { ...student, serverUrl, joinCode }), ...settings },
  };
  if (application === 'lite' || application === 'lite-notebook') {
    return startLite(common);
  }
  return startLab({
    ...common,
    token: jupyterToken,
    ...(application !== undefined && { application }),
    ...(configFile !== undefined && { configFile }),
    ...(extraExtensions !== undefined && { extraExtensions }),
  });
}
