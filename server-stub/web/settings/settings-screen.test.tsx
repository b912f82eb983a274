// @vitest-environment jsdom
import '../testing/browser-gaps';
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { PortsProvider, type Ports } from '../ports';
import { FakeApi } from '../testing/fake-api';
import { CLASS } from '../testing/class-fixtures';
import { PolicyForm } from './policy-form';
import { Staff } from './staff';
import '../testing/browser-gaps';

afterEach(cleanup);

function open(part: React.ReactNode): FakeApi {
  const api = new FakeApi();
  api.hasSession = true;
  const ports = { api, session: { renewClass: () => undefined }, clipboard: { write: () => Promise.resolve(true) } } as unknown as Ports;
  render(
    <MantineProvider env="test">
      <PortsProvider ports={ports}>{part}</PortsProvider>
    </MantineProvider>,
  );
  return api;
}

async function press(name: string): Promise<void> {
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
    await Promise.resolve();
  });
}

describe('the policy form', () => {
  it('sends what students’ machines shall report, as the server knows it', async () => {
    const api = open(<PolicyForm chosen={CLASS} />);
    fireEvent.click(screen.getByRole('radio', { name: 'Also the code' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Seconds between two reports' }), { target: { value: '20' } });
    fireEvent.change(screen.getByRole('textbox', { name: /^Words to mask/u }), { target: { value: 'K-*\n\n K-* ' } });
    await press('Save');

    expect(api.changes).toMatchObject([
      { policy: { level: 'code', cadenceMs: 20_000, retentionDays: null, mayPause: true, mask: ['K-*'] } },
    ]);
    expect(screen.getByText('Saved.')).toBeTruthy();
  });
});

describe('the instructors', () => {
  it('are added with a token that is shown once, and removed', async () => {
    const api = open(<Staff />);
    fireEvent.change(screen.getByRole('textbox', { name: /^Name/u }), { target: { value: 'Grace' } });
    await press('Add');
    expect(screen.getByText('token-of-Grace')).toBeTruthy();
    expect(within(screen.getByRole('list')).getByText('Grace')).toBeTruthy();

    await press('Remove Grace');
    expect(api.instructors).toEqual([]);
    expect(screen.queryByText('Grace')).toBeNull();
  });
});
