/** The server: its rooms, what lives there, and what they may import. How to read a row: scripts/walls/house.mjs. @type {import('../house.mjs').Rows} */
export const SERVER = {
  'access/admission': [
    'who is let in now: places, bytes, message rates, how busy the event loop is',
    'http observability/metrics platform platform/pace /src/protocol npm:fastify npm:lru-cache',
  ],
  'access/audit': [
    'the audit trail: who did what, kept in either store',
    'databases/redis databases/redis/topology databases/sqlite http platform /src/protocol node:* npm:fastify',
  ],
  'access/auth': [
    'tokens, sessions, signing keys, and `rights.ts`: what each role may do',
    'access/admission access/audit access/sessions access/staff config databases http platform /src/protocol node:* npm:fastify npm:jose npm:lru-cache',
  ],
  'access/hub': [
    'the JupyterHub that says who its users are, and signs instructors in',
    'access/admission access/auth access/staff config http platform /src/protocol npm:fastify npm:lru-cache npm:pino',
  ],
  'access/sessions': [
    'sessions that were ended before their time, in either store',
    'databases/redis databases/redis/topology databases/sqlite node:*',
  ],
  'access/staff': [
    'instructors: their records, directory and routes',
    'databases/redis databases/redis/topology databases/sqlite http platform /src/protocol node:* npm:fastify',
  ],
  app: [
    'the server put together: parts, routes, listening',
    'access/admission access/audit access/auth access/hub access/staff app/storage app/tls class/classes class/enrolment class/plan class/registry class/rooms class/roster config http http/openapi http/site ingest ingest/reading live/attention live/feed live/sessions live/snapshots log log/archive observability/alerts observability/durability observability/health observability/metrics observability/system platform platform/pace record/erasure record/export record/history record/retention /src/protocol node:* npm:@fastify/* npm:fastify npm:pino',
  ],
  'app/storage': [
    'which store is used: the one place that knows all of them',
    'access/audit access/sessions access/staff class/registry config databases databases/redis databases/redis/topology databases/sqlite live/presence log log/redis log/sqlite observability/alerts platform /src/protocol node:*',
  ],
  'app/tls': ['certificates, served and renewed', 'config platform node:* npm:fastify npm:pino'],
  'class/classes': [
    'classes, their settings and join codes',
    'class/registry databases http platform /src/protocol node:* npm:fastify npm:lru-cache',
  ],
  'class/enrolment': [
    'a student joins: found, checked, named, given a team',
    'access/admission access/auth access/hub class/classes class/registry http log platform /src/protocol npm:fastify npm:lru-cache',
  ],
  'class/plan': [
    "what a class's instructor says of its notebooks: checked, applied, told to students",
    'class/classes class/registry http /src/protocol node:* npm:fastify',
  ],
  'class/registry': [
    'where classes, enrolments, rosters, plans and rooms are kept, in either store',
    'databases/redis databases/redis/topology databases/sqlite log/archive /src/protocol node:*',
  ],
  'class/rooms': ['which team sits where, over which picture', 'class/classes class/registry http /src/protocol npm:fastify'],
  'class/roster': [
    "a class's CSV file: read as people save it, compared, applied",
    'class/classes class/registry http log log/archive platform /src/protocol npm:csv-parse npm:fastify',
  ],
  config: [
    'every setting: its type, its list, how it is read',
    'databases/redis observability/alerts platform/process /src/protocol node:*',
  ],
  databases: ['the two errors that every store has', ''],
  'databases/redis': ['addresses, keys, scripts and figures of a Redis', 'databases /src/protocol node:* npm:@redis/client'],
  'databases/redis/topology': [
    'single, Sentinel and Cluster behind one interface that runs any script',
    'databases databases/redis platform npm:@redis/client',
  ],
  'databases/sqlite': ['a SQLite file: schema, group commit, damage, backup', 'databases /src/protocol node:*'],
  http: ['problems (RFC 9457), malformed requests, silent connections', 'databases platform /src/protocol node:* npm:fastify'],
  'http/openapi': [
    'the API described for programs (OpenAPI): from the routes, and from the types of the protocol',
    'http /src/protocol npm:fastify',
  ],
  'http/site': ["the dashboard's files and their security headers", 'platform node:* npm:@fastify/* npm:fastify'],
  ingest: [
    "a report's way to the log: authenticated, admitted, checked, appended",
    'access/admission access/auth class/classes class/registry http ingest/reading live/attention live/presence live/projection/events log observability/metrics platform platform/pace /src/protocol node:* npm:fastify npm:lru-cache',
  ],
  'ingest/reading': [
    'a body parsed and checked: small ones here, large ones in a thread of its own',
    'access/admission class/roster platform platform/pace /src/protocol node:*',
  ],
  'live/attention': [
    'what instructors do for students: help answered, visits, messages',
    'access/admission access/auth access/staff class/classes class/registry http live/feed live/projection live/projection/help live/projection/messages live/view log platform /src/protocol npm:fastify npm:lru-cache',
  ],
  'live/feed': [
    'what dashboards are sent, and at what pace',
    'access/auth class/classes class/registry http live/presence live/projection live/projection/sessions live/snapshots live/view log observability/metrics platform platform/pace /src/protocol node:* npm:fastify access/staff',
  ],
  'live/presence': [
    'when each student was last heard, and what goes on at their pages, across processes',
    'databases/redis databases/redis/topology platform /src/protocol npm:@redis/client',
  ],
  'live/projection': [
    "the pure fold of a class's log",
    'live/presence live/projection/events live/projection/exercises live/projection/help live/projection/messages live/projection/sessions live/projection/sources live/projection/students log platform /src/protocol',
  ],
  'live/projection/errors': ['error messages without what differs from student to student', ''],
  'live/projection/events': ["an event's data read without trust, and its time corrected", '/src/protocol'],
  'live/projection/exercises': [
    'who worked at what, and how they stand by its checks; the same error or failing check across the class',
    'live/projection/errors live/projection/events live/projection/students live/projection/work platform /src/protocol node:*',
  ],
  'live/projection/help': [
    'help requests, claims and visits',
    'live/projection/events live/projection/sessions log platform /src/protocol',
  ],
  'live/projection/messages': [
    'messages, whom they are for, who was shown them, and what came of hints',
    'live/projection/exercises live/projection/sessions live/projection/work log platform /src/protocol',
  ],
  'live/projection/sessions': ['when the class met: what is of now, and what is of an earlier session', 'log platform /src/protocol'],
  'live/projection/sources': [
    'which events of a source are in, missing, lost or rejected, and when they happened',
    'live/projection/events log /src/protocol',
  ],
  'live/projection/students': [
    "one student's totals, notebooks and newest runs",
    'live/projection/events live/projection/sessions log platform /src/protocol',
  ],
  'live/projection/work': [
    "one student's runs of one exercise and of its checks: how they stand, and what they have put in",
    'live/projection/errors live/projection/events platform /src/protocol',
  ],
  'live/sessions': [
    'when the class met, as it is asked and begun',
    'access/auth class/classes http live/feed live/projection live/projection/sessions live/view log platform /src/protocol npm:fastify',
  ],
  'live/snapshots': ['views kept on disk, for a quick start', 'databases live/projection log platform platform/pace node:*'],
  'live/view': [
    'one class followed from its log and rendered',
    'live/presence live/projection live/projection/exercises live/projection/messages live/projection/sessions live/snapshots log platform platform/pace /src/protocol node:*',
  ],
  log: ['the port `EventLog`, and the circuit breaker before it', 'databases platform /src/protocol'],
  'log/archive': ['entries moved out of the log into verified files', 'databases log platform node:* npm:lru-cache'],
  'log/redis': ['the log in Redis streams', 'databases databases/redis databases/redis/topology log npm:@redis/client'],
  'log/sqlite': ['the log in SQLite', 'databases databases/sqlite log /src/protocol node:*'],
  'observability/alerts': [
    'levels, hysteresis, the webhook',
    'databases/redis databases/redis/topology databases/sqlite http platform /src/protocol node:* npm:fastify',
  ],
  'observability/durability': ['whether the store keeps what it has taken', 'databases log platform npm:fastify'],
  'observability/health': [
    'live, ready, and why not',
    'databases http log observability/durability platform platform/pace /src/protocol npm:fastify',
  ],
  'observability/metrics': [
    'what the server counts, as Prometheus reads it',
    'log platform platform/pace platform/process /src/protocol npm:fastify npm:prom-client',
  ],
  'observability/system': [
    'the figures of the last hours',
    'observability/alerts observability/durability observability/metrics platform platform/process /src/protocol npm:fastify',
  ],
  'operator/cli': ["the command line's frame", 'config operator/commands platform/process node:*'],
  'operator/commands': [
    'one file for each command',
    'access/audit access/auth access/staff app app/storage app/tls class/classes class/registry config databases/sqlite log log/archive observability/metrics operator/doctor operator/doctor/redis operator/student-config operator/workers platform platform/process record/retention /src/protocol node:* npm:pino',
  ],
  'operator/doctor': [
    'a server examined: what is wrong and what to do',
    'access/auth app/storage app/tls config databases/sqlite platform /src/protocol node:*',
  ],
  'operator/doctor/redis': [
    'a Redis examined',
    'databases/redis databases/redis/topology operator/doctor platform npm:@redis/client npm:fastify',
  ],
  'operator/student-config': ["the settings file for students' machines", 'class/registry config platform'],
  'operator/workers': ['several processes on one port', 'observability/metrics platform node:* npm:pino'],
  platform: ['clocks, randomness, files and addresses, as ports', 'node:*'],
  'platform/process': ['how a process logs, ends and is watched', 'platform node:* npm:pino'],
  'platform/pace': ['whose turn it is, when long work rests, and a thread to give it to', 'platform node:*'],
  'record/erasure': [
    "one student's data erased from log, archive and views",
    'access/admission access/audit access/auth class/classes class/registry class/roster http ingest live/feed live/snapshots live/view log log/archive platform platform/pace record/retention npm:fastify',
  ],
  'record/export': [
    'the record in every format, and the proof that it is whole',
    'access/auth class/classes class/registry http live/feed live/projection/events live/projection/help live/projection/sources live/projection/students live/sessions live/view log platform platform/pace record/export/formats /src/protocol node:* npm:fastify npm:yazl',
  ],
  'record/export/formats': [
    'an event as each format has it, and what every column means',
    'live/projection/events live/projection/exercises /src/protocol node:* npm:csv-stringify',
  ],
  'record/history': [
    "a student's timeline, and the replay of a class",
    'access/auth class/classes class/registry http live/feed live/projection/events live/projection/exercises live/projection/sources live/projection/work live/sessions live/view log platform platform/pace record/export /src/protocol node:* npm:fastify',
  ],
  'record/retention': ['the janitor: archiving, trimming, expiry', 'class/registry log log/archive platform /src/protocol npm:fastify'],
};
