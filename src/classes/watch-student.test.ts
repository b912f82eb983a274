import { expect, it } from 'vitest';

import { FakeLogger } from '../platform/fixtures/fake-logger';
import { ClassSettings, type PluginSettings } from './class-settings';
import { FakeClient } from './fixtures/fake-client';
import { FakeSettings } from './fixtures/fake-settings';
import { Membership } from './membership';
import { watchStudent } from './watch-student';

const ADA = { serverUrl: 'http://host:8600', joinCode: 'BLUE', studentId: 'ada', displayName: 'Ada', team: '' };

it('tells of each change whether somebody else is in the class, until disposed', async () => {
  const settings = new FakeSettings(ADA);
  const membership = new Membership({
    settings: new ClassSettings(settings as unknown as PluginSettings),
    client: new FakeClient(),
    sleep: () => Promise.resolve(),
    logger: new FakeLogger(),
  });
  const told: boolean[] = [];
  const watching = watchStudent(membership, isOther => told.push(isOther));
  membership.apply();
  settings.user = { studentId: 'ben' };
  membership.apply();
  settings.user = { studentId: '' };
  membership.apply();
  settings.user = {};
  membership.apply();
  expect(told).toEqual([false, true, true, true]);
  watching.dispose();
  membership.apply();
  expect(told).toHaveLength(4);
});
