/** What tests, measures and starts them: its rooms, what lives there, and what they may import. How to read a row: scripts/walls/house.mjs. @type {import('../house.mjs').Rows} */
export const PROGRAMS = {
  'bench/export': [
    '`npm run bench:export`',
    'bench/start harness/command-line harness/processes harness/report server-stub/src/record/export src/protocol node:*',
  ],
  'bench/feed': ['`npm run bench:feed`', 'harness/command-line harness/dashboard harness/processes harness/report node:*'],
  'bench/ingest': [
    '`npm run bench:ingest`',
    'harness/api harness/command-line harness/generator harness/processes harness/report server-stub/src/access/auth server-stub/src/app server-stub/src/app/storage server-stub/src/class/classes server-stub/src/log server-stub/src/platform server-stub/src/platform/process src/protocol node:*',
  ],
  'bench/need': [
    '`npm run bench:need`: whom "who next" finds, against the truth of a simulated class',
    'harness/command-line harness/report server-stub/web/class/model server-stub/web/class/need server-stub/web/class/who-next simulation/learners simulation/server simulation/students simulation/virtual src/protocol node:*',
  ],
  'bench/outbox': [
    '`npm run bench:outbox`',
    'scripts/build scripts/classroom scripts/processes scripts/project scripts/testing scripts/toolchain src/client src/client/consent src/client/enrolment src/outbox node:* npm:@playwright/test npm:esbuild',
  ],
  'bench/start': [
    '`npm run bench:start`',
    'harness/command-line harness/generator harness/processes harness/report server-stub/src/app/storage server-stub/src/class/classes server-stub/src/log server-stub/src/platform simulation/students src/protocol node:*',
  ],
  'bench/blocks': [
    '`npm run bench:blocks`: how long everybody else waits for one thing',
    'bench/start harness/command-line harness/processes harness/report simulation/students src/protocol node:*',
  ],
  'bench/text': [
    '`npm run bench:text`: work of each pattern and each text function against its length',
    'harness/command-line server-stub/src/class/roster server-stub/src/live/projection/errors server-stub/src/live/projection/exercises server-stub/src/platform server-stub/src/record/export/formats server-stub/web/text src/capture/masking src/protocol node:* npm:vite',
  ],
  'bench/timeline': ['`npm run bench:timeline`', 'bench/start harness/command-line harness/processes harness/report src/protocol node:*'],
  'harness/api': ["a class set up over the instructors' API", 'simulation/students src/protocol node:*'],
  'harness/command-line': ['arguments of the programs', ''],
  'harness/dashboard': ['dashboards that listen and measure', 'harness/api harness/generator src/protocol node:* npm:eventsource-parser'],
  'harness/generator': ['connections that report', 'harness/api harness/report simulation/students simulation/virtual src/protocol node:*'],
  'harness/processes': [
    'the real server and its store, started and watched',
    'harness/api harness/command-line server-stub/test/support/redis node:* npm:@redis/client',
  ],
  'harness/report': ['figures, tables, and the verified record', 'harness/api node:*'],
  'resilience/attack': [
    '`npm run attack`: one person against the class, with a control beside it',
    'harness/command-line harness/processes harness/report resilience/attack/attacks resilience/attack/stage node:*',
  ],
  'resilience/attack/attacks': [
    'one attack a file, with what it must not do to the others',
    'bench/text harness/api harness/generator harness/processes resilience/attack/means resilience/attack/stage src/protocol node:*',
  ],
  'resilience/attack/means': [
    'what attackers do it with, and those who have to get past them',
    'harness/api harness/generator resilience/attack/stage src/protocol node:*',
  ],
  'resilience/attack/stage': [
    'two servers, the honest class on each, and who judges',
    'bench/start harness/api harness/dashboard harness/generator harness/processes harness/report src/protocol node:*',
  ],
  'resilience/chaos': [
    '`npm run chaos`: bad days in a row',
    'harness/api harness/command-line harness/dashboard harness/processes harness/report resilience/load server-stub/test/faults server-stub/test/support/redis simulation/virtual src/protocol src/transport node:*',
  ],
  'resilience/fuzz': [
    '`npm run fuzz`: broken and hostile requests at every route',
    'harness/command-line harness/processes harness/report server-stub/test/support src/protocol node:* npm:fast-check npm:fastify',
  ],
  'resilience/load': [
    "`npm run load`: students with the extension's own client",
    'harness/api harness/command-line harness/dashboard harness/processes harness/report simulation/students simulation/virtual src/client src/delivery src/platform src/transport node:*',
  ],
  'resilience/soak': [
    '`npm run soak`: whether anything grows',
    'harness/command-line harness/dashboard harness/processes harness/report node:*',
  ],
  scripts: [
    "the npm scripts' entry points",
    'scripts/build scripts/classroom scripts/demo scripts/dependencies scripts/dev scripts/jupyter scripts/processes scripts/project scripts/terminal scripts/testing scripts/toolchain scripts/walls node:*',
  ],
  'scripts/build': [
    'what is built, and when anew',
    'scripts/processes scripts/project scripts/terminal scripts/toolchain node:* npm:esbuild npm:typescript',
  ],
  'scripts/classroom': [
    'a class on this machine: server, settings, simulated students',
    'scripts/jupyter scripts/processes scripts/project scripts/terminal scripts/toolchain node:*',
  ],
  'scripts/demo': [
    '`npm run demo`',
    'scripts/build scripts/classroom scripts/jupyter scripts/project scripts/terminal scripts/toolchain node:*',
  ],
  'scripts/dependencies': ['known weaknesses, judged', ''],
  'scripts/dev': [
    '`npm run dev`',
    'scripts/build scripts/classroom scripts/jupyter scripts/processes scripts/project scripts/terminal scripts/toolchain node:*',
  ],
  'scripts/jupyter': [
    'JupyterLab and JupyterHub in an environment of their own',
    'scripts/build scripts/processes scripts/project scripts/terminal scripts/toolchain node:*',
  ],
  'scripts/processes': ['programs started, watched and ended', 'scripts/terminal node:*'],
  'scripts/project': ["where the project's files are", 'node:*'],
  'scripts/terminal': ['progress and failures as a person reads them', ''],
  'scripts/testing': [
    'the stages of `npm test`',
    'scripts/build scripts/jupyter scripts/processes scripts/project scripts/terminal scripts/toolchain node:*',
  ],
  'scripts/toolchain': ["Node, Python, Debian's packages", 'scripts/processes scripts/project scripts/terminal node:*'],
  'scripts/walls': ['this table, and what holds the code to it', 'scripts/project scripts/walls/parts node:* npm:oxc-parser'],
  'scripts/walls/parts': ['the rows, part by part', ''],
  'server-stub': [
    'how the server is bundled and the dashboard built',
    'server-stub/src/http/site node:* npm:@vitejs/plugin-react npm:esbuild npm:vite',
  ],
  'server-stub/test/faults': [
    'for tests: a class at work while something breaks',
    'server-stub/test/support server-stub/test/support/redis simulation/students simulation/virtual src/client src/delivery src/platform src/protocol src/transport node:*',
  ],
  'server-stub/test/log': ['for tests: a writer that is killed', 'node:* npm:esbuild'],
  'server-stub/test/support': [
    'for tests: the real app in virtual time, readers of its answers',
    'server-stub/src/access/auth server-stub/src/app server-stub/src/app/storage server-stub/src/class/classes server-stub/src/class/registry server-stub/src/observability/alerts server-stub/src/platform server-stub/src/platform/process simulation/virtual src/protocol node:* npm:fastify npm:jose npm:pino npm:yauzl',
  ],
  'server-stub/test/support/log': [
    'for tests: batches, random logs, logs of old versions',
    'npm:fast-check server-stub/src/app/storage server-stub/src/class/registry server-stub/src/live/presence server-stub/src/live/projection/events server-stub/src/live/projection/exercises server-stub/src/live/projection/students server-stub/src/live/snapshots server-stub/src/live/view server-stub/src/log server-stub/src/record/export server-stub/src/record/export/formats server-stub/src/record/history server-stub/test/support src/protocol',
  ],
  'server-stub/test/support/redis': [
    'for tests: real Redis servers, Sentinels and Clusters',
    'server-stub/src/app/storage server-stub/src/databases/redis/topology server-stub/src/platform node:* npm:@redis/client',
  ],
  simulation: ['the command `npm run simulate`', 'simulation/virtual simulation/world node:* npm:fake-indexeddb'],
  'simulation/herd': [
    'a class that comes back after an outage',
    'server-stub/src/http server-stub/src/platform simulation/virtual src/client src/client/consent src/delivery src/outbox src/platform src/protocol src/transport node:*',
  ],
  'simulation/learners': ['pure: students who think, get stuck and get on, and the truth of it', 'simulation/virtual src/protocol'],
  'simulation/saboteurs': [
    'clients broken on purpose: the account must find them',
    'src/client src/delivery src/outbox src/protocol src/transport',
  ],
  'simulation/server': [
    'the real server behind a network that fails',
    'server-stub/src/access/auth server-stub/src/app server-stub/src/app/storage server-stub/src/databases server-stub/src/log server-stub/src/platform simulation/virtual src/protocol src/transport node:* npm:fastify npm:pino',
  ],
  'simulation/students': [
    'simulated students for demo, load and chaos',
    'simulation/learners simulation/virtual src/client src/client/assistance src/client/consent src/outbox src/platform src/protocol src/transport node:*',
  ],
  'simulation/virtual': ['virtual time and seeded randomness', 'src/platform npm:pure-rand'],
  'simulation/world': [
    'bad days, their schedule, and the account of every event',
    'simulation/server simulation/virtual src/client src/client/consent src/client/enrolment src/outbox src/platform src/protocol npm:fake-indexeddb',
  ],
  'ui-tests': [
    "Playwright's configurations",
    'scripts/jupyter scripts/project ui-tests/browsers/support ui-tests/support npm:@playwright/test',
  ],
  'ui-tests/browsers/support': [
    'WebKit and Firefox, driven; what stands on their screens',
    'scripts/classroom scripts/processes scripts/project scripts/testing src/client/status ui-tests/delivery/support ui-tests/support node:* npm:@playwright/test npm:@testing-library/dom npm:esbuild npm:puppeteer-core',
  ],
  'ui-tests/dashboard/support': [
    'a class at work for it, and every view of it with what is looked for there',
    'scripts/build scripts/classroom scripts/project simulation/learners simulation/students simulation/virtual src/protocol ui-tests/support node:* npm:@axe-core/playwright npm:@playwright/test',
  ],
  'ui-tests/delivery': [
    'the client alone in a browser',
    'src/client src/client/consent src/client/sources src/client/status src/platform ui-tests/delivery/support',
  ],
  'ui-tests/delivery/support': [
    'a page, a gate before the server, a browser that is killed',
    'scripts/build scripts/classroom scripts/project scripts/testing src/client/sources src/client/status src/protocol node:* npm:@playwright/test npm:esbuild',
  ],
  'ui-tests/hub/support': [
    'the hub, started, and its users at work',
    'scripts/jupyter scripts/processes scripts/project scripts/terminal scripts/toolchain src/protocol ui-tests/support node:* npm:@jupyterlab/* npm:@playwright/test',
  ],
  'ui-tests/measurements': [
    '`npm run bench:page`',
    'simulation/students simulation/virtual ui-tests/dashboard/support node:* npm:@playwright/test',
  ],
  'ui-tests/screenshots/questions': ['what is true of a class, from its export and the API alone', 'src/protocol'],
  'ui-tests/support': [
    'what all suites do: notebooks, the panel, instructors',
    'scripts/classroom scripts/jupyter scripts/project server-stub/test/support/redis src/protocol node:* npm:@axe-core/playwright npm:@jupyterlab/* npm:@playwright/test',
  ],
  'ui-tests/truth/corpus': ['what beginners write for four exercises, right and wrong', ''],
};
