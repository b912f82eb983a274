// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen } from '@testing-library/react';
import type { ComponentType } from 'react';
import { expect, it, vi } from 'vitest';
import { theme } from '../theme/theme';
import { onDemand } from './on-demand';
import { WhenLoaded } from './when-loaded';

const show = (Part: ComponentType, onReload = (): void => {}): Promise<void> =>
  act(async () => {
    render(
      <MantineProvider theme={theme} env="test">
        <WhenLoaded whileLoading={<p>Loading</p>} onReload={onReload}>
          <Part />
        </WhenLoaded>
      </MantineProvider>,
    );
    await Promise.resolve();
  });

it('a part of the page is waited for, and shown when it has come', async () => {
  const { promise, resolve } = Promise.withResolvers<() => string>();
  await show(onDemand(() => promise));
  expect(screen.getByText('Loading')).toBeTruthy();

  await act(async () => {
    resolve(() => 'Here');
    await promise;
  });
  expect(await screen.findByText('Here')).toBeTruthy();
  expect(screen.queryByText('Loading')).toBeNull();
});

it('a part that does not come says so, and offers to load the page again', async () => {
  // What React says of an error that a boundary takes.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const onReload = vi.fn<() => void>();
  await show(
    onDemand(() => Promise.reject(new Error('404'))),
    onReload,
  );

  expect((await screen.findByRole('alert')).textContent).toContain('This screen could not be loaded.');
  fireEvent.click(screen.getByRole('button', { name: 'Load the page again' }));
  expect(onReload).toHaveBeenCalledOnce();
});
