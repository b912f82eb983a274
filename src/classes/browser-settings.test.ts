import { expect, it } from 'vitest';

import { BrowserSettings } from './browser-settings';
import { ClassSettings } from './class-settings';
import { FakeSettings } from './fixtures/fake-settings';

const schema = { properties: { serverUrl: {}, studentId: {}, joinCode: {}, paused: {} } };

function openBrowser(shared: FakeSettings) {
  let text: string | undefined;
  const settings = Object.assign(shared, { schema }) as unknown as ConstructorParameters<typeof BrowserSettings>[0];
  const open = () => new BrowserSettings(settings, { read: () => text, write: written => void (text = written) });
  return { open, write: (written: string) => void (text = written) };
}

it('two students of one Jupyter server are each who they said they are, also after a reload', async () => {
  const shared = new FakeSettings({ serverUrl: 'http://class.example', paused: false });
  const [ada, ben] = [openBrowser(shared), openBrowser(shared)];
  const texts = { serverUrl: 'http://class.example', joinCode: 'X', displayName: '', team: '' };
  await new ClassSettings(ada.open()).saveTexts({ ...texts, studentId: 'ada' });
  await new ClassSettings(ben.open()).saveTexts({ ...texts, studentId: 'ben' });
  expect([ada, ben].map(({ open }) => new ClassSettings(open()).texts)).toMatchObject([{ studentId: 'ada' }, { studentId: 'ben' }]);
  expect(shared.user).toEqual({});
  expect(ada.open().composite).toEqual({ serverUrl: 'http://class.example', paused: false, joinCode: 'X', studentId: 'ada' });
});

it('what the server keeps of somebody is nobody’s here', () => {
  const shared = new FakeSettings();
  shared.user = { studentId: 'eve' };
  expect(openBrowser(shared).open().composite).toEqual({});
});

it('a change is told, and what another tab stored is read', async () => {
  const { open, write } = openBrowser(new FakeSettings());
  const settings = open();
  const told: unknown[] = [];
  settings.changed.connect(() => void told.push(settings.user['studentId']));
  await settings.set('studentId', 'ada');
  write('{"studentId":"ben"}');
  await settings.reload();
  write('not JSON');
  await settings.reload();
  expect(told).toEqual(['ada', 'ben', undefined]);
});
