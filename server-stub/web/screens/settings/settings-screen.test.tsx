// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { AlertChoice } from '../../../../src/protocol';
import { type Ports, PortsProvider } from '../../ports';
import { FakeAddressBar } from '../../testing/fake-address-bar';
import { FakeApi } from '../../testing/fake-api';
import { CLASS } from '../../testing/class-fixtures';
import { makePorts } from '../../testing/fake-ports';
import { AlertLevelSettings } from './alert-levels';
import { tokenInInput } from '../../session/instructor-token';
import { SessionProvider } from '../../session/session-provider';
import { PolicyForm } from './policy-form';
import { SilentStudents } from './silent-students';
import { Staff } from './staff';

afterEach(cleanup);

function open(part: ReactNode, api = new FakeApi(), ports: Partial<Ports> = {}): FakeApi {
  api.hasSession = true;
  render(
    <MantineProvider env="test">
      <PortsProvider ports={makePorts({ api, ...ports })}>{part}</PortsProvider>
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
    const api = open(
      <SessionProvider>
        <PolicyForm chosen={CLASS} />
      </SessionProvider>,
    );
    fireEvent.click(screen.getByRole('radio', { name: 'Also the code' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Seconds between reports' }), { target: { value: '20' } });
    fireEvent.change(screen.getByRole('textbox', { name: /^Words to mask/u }), { target: { value: 'K-*\n\n K-* ' } });
    await press('Save');

    expect(api.changes).toMatchObject([
      { policy: { level: 'code', cadenceMs: 20_000, retentionDays: null, mayPause: true, mask: ['K-*'] } },
    ]);
    expect(screen.getByText('Saved.')).toBeTruthy();
  });
});

describe('students who never did anything', () => {
  it('are removed after a question, and it is said how many they were', async () => {
    const api = open(<SilentStudents classId="python" />);
    await press('Remove all who never did anything');
    expect(api.emptied).toEqual([]);
    await press('Cancel');
    await press('Remove all who never did anything');
    await press('Remove them');
    expect(api.emptied).toEqual(['python']);
    expect(screen.getByRole('status').textContent).toBe('Removed: 3');
  });

  it('stay when the server refuses, and that is said', async () => {
    const api = new FakeApi();
    api.refusal = { kind: 'refused', status: 503, detail: 'The log is down.' };
    open(<SilentStudents classId="python" />, api);
    await press('Remove all who never did anything');
    await press('Remove them');
    expect(screen.getByRole('alert').textContent).toContain('The log is down.');
  });
});

describe('the instructors', () => {
  async function add(name: string): Promise<void> {
    fireEvent.change(screen.getByRole('textbox', { name: /^Name/u }), { target: { value: name } });
    await press('Add');
  }

  it('are added with a link that signs them in, to copy or to scan, of the address where the page is open', async () => {
    const copied: string[] = [];
    open(<Staff />, new FakeApi(), {
      addressBar: new FakeAddressBar('/settings', 'https://hub.example/services/class'),
      clipboard: text => Promise.resolve(copied.push(text) > 0),
    });
    await add('Grace');
    await press('Copy: Sign-in link for Grace');

    expect(copied).toEqual(['https://hub.example/services/class/#token=token-of-Grace']);
    expect(tokenInInput(copied[0] ?? '')).toBe('token-of-Grace');
    expect(screen.getByRole('img', { name: 'QR code of the sign-in link for Grace' }).tagName).toBe('svg');
    expect(screen.getByText(/shown only once, and it is a key: whoever has it signs in as Grace/u)).toBeTruthy();
    expect(screen.queryByText(/works on this computer only/u)).toBeNull();
  });

  it.each(['http://localhost:8600', 'http://127.0.0.1:8600/services/class', 'http://[::1]:8600'])(
    'are not sent to %s without a warning',
    async address => {
      open(<Staff />, new FakeApi(), { addressBar: new FakeAddressBar('/settings', address) });
      await add('Grace');
      expect(screen.getByText(/works on this computer only/u)).toBeTruthy();
    },
  );

  it('have their link in sight until it is hidden', async () => {
    open(<Staff />);
    await add('Grace');
    await press('Hide the link');
    expect(document.body.textContent).not.toContain('token-of-Grace');
    expect(within(screen.getByRole('list')).getByText('Grace')).toBeTruthy();
  });

  it('keep the name that was typed when the server refuses them', async () => {
    const api = new FakeApi();
    api.refusal = { kind: 'refused', status: 503, detail: 'The log is down.' };
    open(<Staff />, api);
    await add('Grace');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: /^Name/u }).value).toBe('Grace');
  });

  it('are removed after a question, with the link that no longer leads anywhere', async () => {
    const api = open(<Staff />);
    await add('Grace');
    await press('Remove Grace');
    expect(screen.getByText(/Grace will be signed out, and their link will no longer work/u)).toBeTruthy();
    await press('Cancel');
    expect(api.instructors).toHaveLength(1);
    await press('Remove Grace');
    await press('Remove');
    expect(api.instructors).toEqual([]);
    expect(document.body.textContent).not.toContain('Grace');
  });
});

describe('the levels of alerts', () => {
  const ERRORS: AlertChoice = {
    name: 'errors',
    unit: '%',
    worse: 'above',
    setting: { warning: 2, critical: 10 },
    started: { warning: 1, critical: 5 },
    isChosen: true,
  };
  const DISK: AlertChoice = { name: 'disk_free', unit: '%', worse: 'below', setting: 'off', started: 'off', isChosen: false };

  async function openLevels(): Promise<FakeApi> {
    const api = new FakeApi();
    api.alertLevels = { alerts: [ERRORS, DISK] };
    open(<AlertLevelSettings />, api);
    await screen.findByRole('button', { name: 'Save' });
    return api;
  }

  const row = (name: RegExp): ReturnType<typeof within> => within(screen.getByRole('group', { name }));
  const errors = (): ReturnType<typeof within> => row(/Failed requests/u);
  const disk = (): ReturnType<typeof within> => row(/Free disk space/u);
  const type = (input: HTMLElement, value: string): boolean => fireEvent.change(input, { target: { value } });

  it('are changed one by one, and only what was changed is sent', async () => {
    const api = await openLevels();
    expect(errors().getByRole('textbox', { name: 'Critical above' })).toHaveProperty('value', '10 %');
    type(errors().getByRole('textbox', { name: 'Warning above' }), '2.5');
    await press('Save');

    expect(api.alertChanges).toEqual([{ errors: { warning: 2.5, critical: 10 } }]);
    expect(screen.getByText('Saved.')).toBeTruthy();
    await press('Save');
    expect(api.alertChanges[1]).toEqual({});
  });

  it('can be reset to the server’s configuration', async () => {
    const api = await openLevels();
    expect(disk().queryByRole('button')).toBeNull();
    fireEvent.click(errors().getByRole('button', { name: 'Reset to the server’s configuration: 1 / 5 %' }));
    expect(errors().getByRole('textbox', { name: 'Critical above' })).toHaveProperty('value', '5 %');
    await press('Save');

    expect(api.alertChanges).toEqual([{ errors: null }]);
    expect(errors().queryByRole('button')).toBeNull();
  });

  it('go with an alert that is turned off, and are typed for one that is turned on', async () => {
    const api = await openLevels();
    fireEvent.click(errors().getByRole('checkbox'));
    expect(errors().queryByRole('textbox')).toBeNull();
    fireEvent.click(disk().getByRole('checkbox'));
    type(disk().getByRole('textbox', { name: 'Warning below' }), '20');
    type(disk().getByRole('textbox', { name: 'Critical below' }), '10');
    await press('Save');

    expect(api.alertChanges).toEqual([{ errors: 'off', disk_free: { warning: 20, critical: 10 } }]);
  });

  it('that the server refuses stay to be put right, with what is wrong', async () => {
    const api = await openLevels();
    const flaws = [{ path: 'levels.errors.critical', message: 'must not be below the warning level' }];
    api.refusal = { kind: 'refused', status: 422, detail: 'The levels cannot be used; nothing was changed.', flaws };
    type(errors().getByRole('textbox', { name: 'Warning above' }), '50');
    await press('Save');

    expect(screen.getByRole('alert').textContent).toContain('levels.errors.critical: must not be below the warning level');
    expect(errors().getByRole('textbox', { name: 'Warning above' })).toHaveProperty('value', '50 %');
  });
});
