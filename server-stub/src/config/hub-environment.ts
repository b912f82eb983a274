/** Variables that a JupyterHub sets for the services that it starts, in place of a setting of ours that is not set. */
type FromHub = (environment: NodeJS.ProcessEnv) => string | undefined;

/**
 * The value of a service's variable. A user's own server is told others under the same names: it has a user, and we are no service there.
 */
export function ofService(variable: string): FromHub {
  return environment => (isService(environment) ? environment[variable] : undefined);
}

/** Where browsers find the hub's own pages: `/hub` behind one name, `https://hub.example.org/hub` where each service has a name of its own. */
export const hubUrlOfService: FromHub = environment => {
  const base = ofService('JUPYTERHUB_BASE_URL')(environment);
  return base === undefined || base === '' ? undefined : `${environment['JUPYTERHUB_HOST'] ?? ''}${base.replace(/\/?$/u, '/')}hub`;
};

/** A part of the address at which the hub expects its service to listen. */
export function ofServiceAddress(part: 'hostname' | 'port'): FromHub {
  return environment => {
    const address = ofService('JUPYTERHUB_SERVICE_URL')(environment) ?? '';
    return URL.canParse(address) ? new URL(address)[part].replaceAll(/[[\]]/gu, '') : undefined;
  };
}

const isService = (environment: NodeJS.ProcessEnv): boolean => (environment['JUPYTERHUB_USER'] ?? '') === '';
