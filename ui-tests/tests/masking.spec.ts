import { bytesIn } from '../../server-stub/test/support/folder-bytes';
import { ClassPanel } from '../support/class-panel';
import { instruct } from '../support/instructing';
import { Notebook } from '../support/notebook';
import { ADA, expect, INSTRUCTOR_TOKEN, test } from '../support/test';

/** Put together here, so that no scanner of repositories takes them for a leak. */
const random = (length: number, alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'): string =>
  Array.from({ length }, (_, index) => alphabet[(index * 37 + 11) % alphabet.length]).join('');

const SECRETS = {
  github: `ghp_${random(36)}`,
  aws: `AKIA${random(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
  password: 'correct-horse-battery',
  mail: 'ada.lovelace@example.org',
  ofTheClass: 'STUDENTNO-4711',
};

/** In code, in what a cell prints, and in an error with its traceback. What else is masked is in src/capture/masking/mask.test.ts. */
const RUNS = [
  `db_password = "${SECRETS.password}"; print("${SECRETS.github}")`,
  `raise ValueError("${SECRETS.aws} ${SECRETS.mail} ${SECRETS.ofTheClass}")`,
];

test('no secret of a corpus gets out of the notebook: not into the browser’s database, the wire, the log, or a screen', async ({
  page,
  classroom,
  dashboard,
}, testInfo) => {
  const { server } = classroom;
  const { id } = await server.findClass();
  await instruct(server.url, INSTRUCTOR_TOKEN, 'PATCH', `/classes/${id}`, { policy: { level: 'outputs', mask: ['STUDENTNO-*'] } });
  const sent: string[] = [];
  page.on('request', request => request.url().startsWith(server.url) && sent.push(request.postData() ?? ''));
  const panel = new ClassPanel(page);
  await panel.open();
  // A page that was there before the policy asks for what the class wanted then.
  await expect(panel.region.getByText('STUDENTNO-*')).toBeAttached();
  await panel.unfold('Exactly what is sent');
  await expect(panel.region.getByText('STUDENTNO-*').filter({ visible: true })).toBeVisible();
  await panel.agree();
  const notebook = new Notebook(page);
  await notebook.create('secrets.ipynb');
  for (const code of RUNS) {
    await notebook.run(code);
  }

  const runs = async () => (await server.exportEvents()).filter(({ type }) => type === 'cell.executed');
  await expect.poll(async () => (await runs()).length).toBe(RUNS.length);
  await dashboard.showStudents();
  await dashboard.openStudent(ADA.displayName);
  const places = {
    record: JSON.stringify(await server.exportEvents()),
    database: await page.evaluate(readDatabases),
    wire: sent.join('\n'),
    // The kernel's own history is beside them.
    log: bytesIn(testInfo.outputPath('class', 'data')) + bytesIn(testInfo.outputPath('class', 'logs')),
    dashboard: await dashboard.page.locator('body').innerText(),
    panel: await panel.region.innerText(),
  };
  expect(places.record).toContain('db_password');
  expect(places.wire).toContain('db_password');
  expect(places.database).toContain('db_password');
  for (const [place, text] of Object.entries(places)) {
    const found = Object.entries(SECRETS).filter(([, secret]) => text.includes(secret));
    expect(found, `secrets in the ${place}`).toEqual([]);
  }
});

/** In the page: everything in the extension's databases, as text. */
async function readDatabases(): Promise<string> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('it cannot be read')));
    });
  const found: unknown[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith('jupyterlab-cell-monitor')) {
      continue;
    }
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      found.push(await done(database.transaction(store).objectStore(store).getAll()));
    }
    database.close();
  }
  return JSON.stringify(found);
}
