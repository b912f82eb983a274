// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RosterReply } from '../../../../src/protocol';
import { type Ports, PortsProvider } from '../../ports';
import { CLASS } from '../../testing/class-fixtures';
import { FakeApi } from '../../testing/fake-api';
import { theme } from '../../shared/theme/theme';
import { WhoCanJoin } from './who-can-join';

const HOSTILE = '<img src=x onerror=alert(1)>';
const CHANGES: RosterReply = {
  applied: false,
  students: 2,
  added: [{ studentId: 'ada', displayName: HOSTILE, team: 'Team 7' }],
  removed: [],
  changed: [{ before: { studentId: 'bob', displayName: 'Bob' }, after: { studentId: 'bob', displayName: 'Robert' } }],
  released: ['zoe'],
  encoding: 'windows-1252',
  columns: { studentId: '学籍番号', displayName: ['First name', 'Last name'], team: 'Group' },
};

let api: FakeApi;

beforeEach(async () => {
  api = new FakeApi();
  await api.openSession('right-token');
});

const settle = (work: () => void = () => {}): Promise<void> =>
  act(async () => {
    work();
    await new Promise(resolve => setImmediate(resolve));
  });

async function open(): Promise<void> {
  render(
    <MantineProvider theme={theme} env="test">
      <PortsProvider ports={{ api } as unknown as Ports}>
        <WhoCanJoin classId={CLASS.id} />
      </PortsProvider>
    </MantineProvider>,
  );
  const details = screen.getByText('Who can join: roster and teams').closest('details') as HTMLDetailsElement;
  await settle(() => {
    details.open = true;
    fireEvent(details, new Event('toggle'));
  });
}

const choose = (csv: string): Promise<void> =>
  settle(() =>
    fireEvent.change(screen.getByLabelText('Choose a CSV file', { selector: 'input' }), {
      target: { files: [new File([csv], 'class.csv')] },
    }),
  );

const press = (name: string): Promise<void> => settle(() => fireEvent.click(screen.getByRole('button', { name })));

describe('a roster', () => {
  it('is tried first: what it changes is seen before it is used', async () => {
    api.rosterAnswer = { ok: true, value: CHANGES };
    await open();
    expect(screen.getByText('There is no roster: whoever has the join code can join.')).toBeTruthy();
    await choose('student_id\nada\n');
    expect(screen.getByText(/2 students\. Nothing has changed yet/u)).toBeTruthy();
    expect(screen.getByText(`ada · ${HOSTILE} · Team 7`)).toBeTruthy();
    expect(screen.getByText('bob · Bob → bob · Robert')).toBeTruthy();
    expect(screen.getByText(/^Joined, but not on this roster: 1\./u)).toBeTruthy();
    expect(document.querySelector('img')).toBeNull();

    api.rosterAnswer = { ok: true, value: { ...CHANGES, applied: true } };
    await press('Use this roster');
    expect(api.rostersPut).toEqual([
      { csv: 'student_id\nada\n', isTrial: true },
      { csv: 'student_id\nada\n', isTrial: false },
    ]);
    expect(screen.getByText(/The roster is in use: 2 students can join\. 1 who had joined can no longer report/u)).toBeTruthy();
  });

  it('with wrong rows is not used, and each row is named', async () => {
    const flaws = [{ path: 'row 3', message: 'has no student_id' }];
    api.rosterAnswer = { ok: false, failure: { kind: 'refused', status: 422, detail: 'The roster cannot be used.', flaws } };
    await open();
    await choose('student_id\n,\n');
    expect(screen.getByRole('alert').textContent).toBe('The roster cannot be used.row 3: has no student_id');
    expect(screen.queryByRole('button', { name: 'Use this roster' })).toBeNull();
  });

  it('can be left as it is after a look', async () => {
    api.rosterAnswer = { ok: true, value: CHANGES };
    await open();
    await choose('student_id\nada\n');
    await press('Cancel');
    expect(api.rostersPut).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Use this roster' })).toBeNull();
  });

  it('says how its file was read, and that an encoding was guessed', async () => {
    api.rosterAnswer = { ok: true, value: CHANGES };
    await open();
    await choose('student_id\nada\n');

    expect(screen.getByText(/column “学籍番号”, name: “First name \+ Last name”, team: “Group”/u).textContent).toContain(
      'Read as Windows-1252, which is a guess',
    );
  });

  it('that cannot be used is told by its rows', async () => {
    const flaws = [
      { path: 'row 3', message: 'has the student_id of row 2', code: 'same_id', values: { row: 3, other: 2 } },
      { path: 'row 4', message: 'is from the future', code: 'of_a_newer_server' },
    ];
    api.rosterAnswer = { ok: false, failure: { kind: 'refused', status: 422, detail: 'No.', flaws } };
    await open();
    await choose('student_id\nada\nada\n');

    expect(screen.getByText('Row 3: the student ID is the same as in row 2')).toBeTruthy();
    expect(screen.getByText('row 4: is from the future')).toBeTruthy();
  });

  it('that was lost is said to be so, and can be put again or removed', async () => {
    api.roster = { students: [], isClosed: true };
    api.rosterAnswer = { ok: true, value: CHANGES };
    await open();
    expect(screen.getByText(/^The server has lost the roster/u)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Remove the roster' })).toBeTruthy();
    await choose('student_id\nada\n');
    api.rosterAnswer = { ok: true, value: { ...CHANGES, applied: true } };
    await press('Use this roster');
    expect(screen.queryByText(/^The server has lost the roster/u)).toBeNull();
  });

  it('is removed after a question', async () => {
    api.roster = { students: [{ studentId: 'ada', displayName: 'Ada' }] };
    await open();
    expect(screen.getByText('The roster has 1 student.')).toBeTruthy();
    await press('Remove the roster');
    expect(api.roster.students).toHaveLength(1);
    fireEvent.click(screen.getAllByRole('button', { name: 'Remove the roster' })[0] as HTMLElement);
    await settle();
    expect(api.roster.students).toHaveLength(0);
    expect(screen.getByText('There is no roster: whoever has the join code can join.')).toBeTruthy();
  });
});

describe('the teams', () => {
  it('are chosen from a list that the instructor types', async () => {
    await open();
    await settle(() => fireEvent.click(screen.getByLabelText('Students choose from a list')));
    fireEvent.change(screen.getByLabelText('Teams to choose from'), { target: { value: ' Red \n\nBlue\nRed' } });
    await press('Save the teams');
    expect(api.classes[0]?.teams).toEqual({ from: 'listed', list: ['Red', 'Blue'] });
    expect(screen.getByText('Saved.')).toBeTruthy();
  });
});
