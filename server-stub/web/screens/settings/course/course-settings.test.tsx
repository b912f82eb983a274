// @vitest-environment jsdom
import '../../../testing/browser-gaps';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { makeState, makeStudent } from '../../../testing/class-fixtures';
import { FakeApi } from '../../../testing/fake-api';
import { openScreen, settle } from '../../../testing/open-screen';

const PLACEHOLDER = '# YOUR CODE HERE\nraise NotImplementedError()';

function notebook(source: string): string {
  const cells = [
    { cell_type: 'markdown', source: '# Sums', metadata: {} },
    { cell_type: 'code', source, metadata: { nbgrader: { solution: true, grade: false, grade_id: 'sum' } } },
    { cell_type: 'code', source: 'assert 1', metadata: { nbgrader: { solution: false, grade: true, grade_id: 'sum-test' } } },
    { cell_type: 'markdown', source: '# More', metadata: {} },
    { cell_type: 'code', source: 'print(1)', metadata: { tags: ['exercise:free'] } },
  ];
  return JSON.stringify({ nbformat: 4, metadata: {}, cells });
}

async function open(api = new FakeApi()): Promise<FakeApi> {
  await openScreen('/settings', makeState([makeStudent('a')]), { api });
  return api;
}

async function choose(text: string): Promise<void> {
  await act(async () => {
    fireEvent.change(screen.getByLabelText('Choose a notebook (.ipynb)', { selector: 'input' }), {
      target: { files: [new File([text], 'week-1.ipynb')] },
    });
    await Promise.resolve();
  });
}

const press = async (name: string): Promise<void> => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};

describe('the class’s own notebook', () => {
  it('is shown before it is sent, and is sent with what the instructor says of it', async () => {
    const api = await open();
    await choose(notebook(PLACEHOLDER));
    expect(await screen.findByText('2 exercises found. Nothing has been sent yet.')).toBeTruthy();
    expect(api.coursePlan.notebooks).toEqual([]);
    const row = screen.getByRole('row', { name: /^sum /u });
    expect(row.textContent).toContain('sum-test');
    expect(row.textContent).toContain('to be filled in');
    fireEvent.change(screen.getByLabelText('Title of free'), { target: { value: 'Warm-up' } });
    fireEvent.click(screen.getByLabelText('Running free counts as passed'));
    await press('Use this notebook');
    expect(api.coursePlan.notebooks).toMatchObject([
      {
        name: 'week-1.ipynb',
        exercises: [
          { name: 'sum', title: 'Sums', checks: ['sum-test'] },
          { name: 'free', title: 'Warm-up', runningCounts: true },
        ],
      },
    ]);
    expect(screen.getByText('week-1.ipynb').closest('details')?.textContent).toContain('2 exercises');
  });

  it('is warned of where it has solutions, and nothing is sent when it is cancelled', async () => {
    const api = await open();
    await choose(notebook('### BEGIN SOLUTION\nx = 1\n### END SOLUTION'));
    expect(within(await screen.findByRole('alert')).getByText(/your own version/u)).toBeTruthy();
    await press('Cancel');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(api.coursePlan.notebooks).toEqual([]);
  });

  it('is refused where it is none', async () => {
    await open();
    await choose('PK not a notebook');
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be read');
  });

  it('is taken back after a question', async () => {
    const api = new FakeApi();
    api.coursePlan = { notebooks: [{ name: 'a.ipynb', exercises: [] }], runningCounts: true };
    await open(api);
    await press('Remove a.ipynb');
    expect(api.coursePlan.notebooks).toHaveLength(1);
    await press('Remove a.ipynb');
    expect(api.coursePlan).toEqual({ notebooks: [], runningCounts: true });
  });
});
