import { MantineProvider } from '@mantine/core';
import { act, render } from '@testing-library/react';
import type { ClassState } from '../../../src/protocol';
import { App } from '../app/app';
import { loadAll } from '../shared/loading/on-demand';
import { type Ports, PortsProvider } from '../ports';
import { theme } from '../shared/theme/theme';
import { AS_OF } from './class-fixtures';
import { FakeAddressBar } from './fake-address-bar';
import { FakeApi } from './fake-api';
import { FakeFeed } from './fake-feed';
import { makePorts } from './fake-ports';
import { FakeTime } from './fake-time';

export interface OpenScreen {
  readonly api: FakeApi;
  readonly addressBar: FakeAddressBar;
  readonly feed: FakeFeed;
  readonly time: FakeTime;
}

/** Opens the dashboard as a signed-in instructor at `fragment`, such as `/teams`, in a class that is as `state` says. */
export async function openScreen(fragment: string, state: ClassState, changes: Partial<Ports> = {}): Promise<OpenScreen> {
  await loadAll();
  const api = changes.api instanceof FakeApi ? changes.api : new FakeApi();
  api.hasSession = true;
  const addressBar = new FakeAddressBar(fragment);
  const feed = new FakeFeed();
  const time = new FakeTime(Date.parse(AS_OF));
  const ports = makePorts({ api, addressBar, feed, time, ...changes });
  await act(async () => {
    render(
      <MantineProvider theme={theme} env="test">
        <PortsProvider ports={ports}>
          <App />
        </PortsProvider>
      </MantineProvider>,
    );
    await Promise.resolve();
  });
  await settle();
  await act(async () => {
    feed.newest.send('snapshot', state, 'e.1');
    await Promise.resolve();
  });
  await settle();
  return { api, addressBar, feed, time };
}

/** Waits until pending answers have arrived and been rendered. */
export const settle = (): Promise<void> =>
  act(async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      await Promise.resolve();
    }
  });
