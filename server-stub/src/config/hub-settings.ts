import { hubUrlOfService, ofService } from './hub-environment';
import { parseHubRoles } from './hub-roles';
import { parseHubApiUrl, parseHubUrl, parseNames, parseNonEmpty, parseVisibleToken } from './parsers';
import { type SettingsOf, UNSET } from './setting';

type HubKey = 'hubApiUrl' | 'hubStaffGroups' | 'hubRoles' | 'hubUrl' | 'hubClientId' | 'hubToken';

/** What this server is told of a JupyterHub: whose word on its users it takes, and who of them may sign in to the dashboard. */
export const HUB_SETTINGS: SettingsOf<HubKey> = {
  hubApiUrl: {
    variable: 'CELL_MONITOR_HUB_API_URL',
    defaultText: UNSET,
    meaning: 'API of the JupyterHub that says who its users are, as this server reaches it: http://hub:8081/hub/api',
    parse: parseHubApiUrl,
    whenUnset: undefined,
    fromHub: ofService('JUPYTERHUB_API_URL'),
  },
  hubStaffGroups: {
    variable: 'CELL_MONITOR_HUB_STAFF_GROUPS',
    defaultText: 'none',
    meaning: "the hub's groups whose members are no students, separated by commas; its administrators never are",
    parse: parseNames,
    whenUnset: [],
  },
  hubRoles: {
    variable: 'CELL_MONITOR_HUB_ROLES',
    defaultText: 'none',
    meaning:
      "the hub's groups whose members sign in to the dashboard with the hub: instructors=owner,tas=assistant; they are no students; its administrators are owners",
    parse: parseHubRoles,
    whenUnset: [],
  },
  hubUrl: {
    variable: 'CELL_MONITOR_HUB_URL',
    defaultText: "the hub's own word, else /hub",
    meaning: "the hub's pages as browsers reach them, an address or a path: https://hub.example.org/hub",
    parse: parseHubUrl,
    whenUnset: '/hub',
    fromHub: hubUrlOfService,
  },
  hubClientId: {
    variable: 'CELL_MONITOR_HUB_CLIENT_ID',
    defaultText: "the hub's own word for its service, else unset",
    meaning: "this server's name as an OAuth client of the hub, to sign staff in: service-class",
    parse: parseNonEmpty,
    whenUnset: undefined,
    fromHub: ofService('JUPYTERHUB_CLIENT_ID'),
  },
  hubToken: {
    variable: 'CELL_MONITOR_HUB_TOKEN',
    defaultText: "the hub's own word for its service, else unset",
    meaning: "this server's API token at the hub, to sign staff in; as a flag, other users of the machine may see it",
    parse: parseVisibleToken,
    whenUnset: undefined,
    fromHub: ofService('JUPYTERHUB_API_TOKEN'),
  },
};
