/** What a student's JupyterLab must know. */
export interface StudentConfig {
  readonly serverUrl: string;
  readonly joinCode: string;
  readonly className: string;
  /** Where the class's notebooks are; empty or absent for everywhere. */
  readonly folder?: string;
  /** Classes of the same students on the same server. */
  readonly otherClasses?: readonly { readonly id: string; readonly joinCode: string; readonly folder: string }[];
  /** The server takes a JupyterHub's word for who its users are. */
  readonly isHubTrusted: boolean;
}

/** The extension's id among JupyterLab's plugins. */
const PLUGIN = 'jupyterlab-cell-monitor:plugin';
/** A file of our own: JupyterLab reads every one in `overrides.d`, beside whatever the site has in its overrides.json. */
const OWN_OVERRIDES = 'share/jupyter/lab/settings/overrides.d/jupyterlab-cell-monitor.json';
/** Read from every folder of Jupyter's configuration, for every JupyterLab of the machine. */
const LABCONFIG = 'labconfig/default_setting_overrides.json';

/** The files for a class, by their paths in the folder. Pure. */
export function studentFiles(config: StudentConfig): ReadonlyMap<string, string> {
  const onHub = writeOverrides(hubSettings(config));
  return new Map([
    ['README.txt', writeGuide(config)],
    ['overrides.json', writeOverrides(settings(config))],
    ['hub/jupyterhub_config.py', config.isHubTrusted ? HUB_SNIPPET + HUB_SCOPES_SNIPPET : HUB_SNIPPET],
    [`hub/cell-monitor/${LABCONFIG}`, onHub],
    ['hub/Dockerfile', IMAGE_SNIPPET],
    ['hub/overrides.json', onHub],
    ['hub/zero-to-jupyterhub.yaml', writeHelmValues(config)],
  ]);
}

interface Overrides {
  readonly [PLUGIN]: Readonly<Record<string, string | Readonly<Record<string, Readonly<Record<string, string>>>>>>;
}

/** JupyterLab's defaults for every user: they apply until a student changes a setting. */
function settings(
  { serverUrl, joinCode, folder = '', otherClasses = [] }: StudentConfig,
  more: Readonly<Record<string, string>> = {},
): Overrides {
  const others = otherClasses.map(other => [other.id, { serverUrl, joinCode: other.joinCode, folder: other.folder, ...more }] as const);
  return {
    [PLUGIN]: {
      serverUrl,
      joinCode,
      ...(folder !== '' && { folder }),
      ...(others.length > 0 && { otherClasses: Object.fromEntries(others) }),
      ...more,
    },
  };
}

/** On a hub that the server trusts there is nothing to fill in. */
function hubSettings(config: StudentConfig): Overrides {
  return settings(config, config.isHubTrusted ? { identity: 'hub' } : {});
}

function writeOverrides(overrides: Overrides): string {
  return `${JSON.stringify(overrides, undefined, 2)}\n`;
}

const HUB_SNIPPET = `# Add this to jupyterhub_config.py, where the students' JupyterLabs run on the hub's own machine (The Littlest JupyterHub,
# LocalProcessSpawner, SystemdSpawner, SudoSpawner). On The Littlest JupyterHub that is a file of its own,
# /opt/tljh/config/jupyterhub_config.d/cell-monitor-students.py; then: sudo tljh-config reload hub. First copy the folder "cell-monitor" beside this file to /srv/cell-monitor.
# For containers use the Dockerfile beside this file; for Kubernetes, zero-to-jupyterhub.yaml.
#
# JUPYTER_CONFIG_PATH is where every student's JupyterLab looks for settings besides the usual places. If your hub sets it
# already, put both folders into it, with a colon in between.
c.Spawner.environment.update({"JUPYTER_CONFIG_PATH": "/srv/cell-monitor"})
`;

/** `tokens!user` is not among a server's scopes by default. It gives what every user can do on the hub's page for tokens. */
const HUB_SCOPES = `def cell_monitor_scopes(spawner):
    scopes = ["users:activity!user", "access:servers!server"]
    return scopes if spawner.user.admin else [*scopes, "tokens!user"]


c.Spawner.server_token_scopes = cell_monitor_scopes
`;

const HUB_SCOPES_SNIPPET = `
# The class server asks the hub who students are. For that, a student's server makes tokens that name the student to the hub, can do
# nothing else and end after five minutes: that takes the scope tokens!user, beside the two that every server has by default.
# The hub's administrators are no students, and their servers get no more than before. If your hub sets server_token_scopes
# already, add "tokens!user" there. Running servers have to be started anew.
${HUB_SCOPES}`;

const IMAGE_SNIPPET = `# Add these lines to the Dockerfile of the students' image, with overrides.json beside it.
# The path is the one of the Jupyter Docker Stacks; elsewhere "jupyter lab path" names the application directory.
RUN pip install --no-cache-dir jupyterlab-cell-monitor
COPY overrides.json /opt/conda/${OWN_OVERRIDES}
`;

/** JSON is YAML, and safe whatever the texts hold. */
function writeHelmValues(config: StudentConfig): string {
  return `# Add this to the config.yaml of Zero to JupyterHub. The extension itself must be in the image: pip install jupyterlab-cell-monitor
singleuser:
  extraFiles:
    jupyterlab-cell-monitor:
      mountPath: /etc/jupyter/${LABCONFIG}
      data: ${JSON.stringify(hubSettings(config))}
${config.isHubTrusted ? HELM_SCOPES : ''}`;
}

const HELM_SCOPES = `# A student's server makes tokens that name the student to the hub, for the class server; its scopes are those by default and tokens!user.
hub:
  extraConfig:
    jupyterlab-cell-monitor: |
${HUB_SCOPES.replaceAll(/^(?=.)/gmu, '      ')}`;

const HUB_SAYS_WHO = `on the JupyterHub that the server trusts there is nothing
to fill in: the hub says who its users are.`;

function writeGuide({ serverUrl, joinCode, className, isHubTrusted }: StudentConfig): string {
  return `Students' settings for the class "${className}"
  server     ${serverUrl}
  join code  ${joinCode}

With overrides.json in place, a student's JupyterLab knows the server and the join code. What is left to the student is to click
"Join your class" in the status bar, give a name and agree; ${isHubTrusted ? HUB_SAYS_WHO : 'on a JupyterHub the login name is filled in.'}
The file holds no secret: the join code is what you show to the class anyway.


1. Install the extension, in the Python that runs JupyterLab 4 or Notebook 7, and restart that

    pip install jupyterlab-cell-monitor


2. Copy overrides.json to ONE of these places, under the name given here. Folders that are not there: make them.
   JupyterLab reads all of them.

   venv or conda environment, Linux and macOS (with the environment active)
     mkdir -p "$(python -c 'import sys; print(sys.prefix)')/share/jupyter/lab/settings/overrides.d"
     cp overrides.json "$(python -c 'import sys; print(sys.prefix)')/${OWN_OVERRIDES}"

   venv or conda environment, Windows (PowerShell, with the environment active)
     $lab = Join-Path (python -c "import sys; print(sys.prefix)") "share\\jupyter\\lab\\settings\\overrides.d"
     New-Item -ItemType Directory -Force $lab
     Copy-Item overrides.json (Join-Path $lab "jupyterlab-cell-monitor.json")

   every JupyterLab of a machine, Linux and macOS (as an administrator)
     /etc/jupyter/${LABCONFIG}

   every JupyterLab of a machine, Windows (as an administrator)
     C:\\ProgramData\\jupyter\\labconfig\\default_setting_overrides.json

   one student alone
     Linux, macOS   ~/.jupyter/${LABCONFIG}
     Windows        %USERPROFILE%\\.jupyter\\labconfig\\default_setting_overrides.json

   If a default_setting_overrides.json is there already, add our entry to it by hand.
   JupyterHub: see the folder "hub".


3. Check it: start JupyterLab anew, open Settings > Settings Editor > Class reporting. Server address and join code are filled in.
   If they are not: "jupyter --paths" shows where this JupyterLab looks for configuration, "jupyter lab path" its application directory.


When the join code or the address changes, run student-config again and copy the files anew.
`;
}
