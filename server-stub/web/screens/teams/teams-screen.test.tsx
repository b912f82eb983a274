// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AS_OF, makeExercise, makeState, makeStudent, makeTeam } from '../../testing/class-fixtures';
import { FakeApi } from '../../testing/fake-api';
import { FakePage } from '../../testing/fake-page';
import { openScreen, settle } from '../../testing/open-screen';

const CLASS = makeState(
  [
    makeStudent('a', { team: 'Team 2', exercise: 'Loops' }),
    makeStudent('b', { team: 'Team 2', errorStreak: 5, lastError: { name: 'KeyError', message: 'x' } }),
    makeStudent('c', { team: 'Team 10', exercise: 'Lists' }),
  ],
  { teams: [makeTeam('Team 2', { students: 2, runs: 4 }), makeTeam('Team 10')] },
);

const press = async (element: Element): Promise<void> => {
  fireEvent.click(element);
  await settle();
};
const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const chip = (team: string): HTMLElement => screen.getByRole('button', { name: new RegExp(`^${team}\\s?· `, 'u') });

describe('the cards of the teams', () => {
  it('say who needs a person, why, where the team is and how far', async () => {
    const api = new FakeApi();
    const progress = [{ exercise: 0, status: 'passed', attempts: 1, errors: 0, firstAt: AS_OF, lastAt: AS_OF, passedAt: AS_OF }] as const;
    api.matrix = { asOf: AS_OF, exercises: [makeExercise('x'), makeExercise('y')], students: [{ studentId: 'a', progress }] };
    await openScreen('/teams', CLASS, { api });
    const card = screen.getByRole('link', { name: 'Team 2' }).closest('li');
    expect(card?.textContent).toContain('1 needs you');
    expect(card?.textContent).toContain('5 failed runs in a row over 12 s in loops.ipynb, last: KeyError · Name of b');
    expect(card?.textContent).toContain('Loops');
    expect(card?.textContent).toContain('50%');
    expect(within(card as HTMLElement).getByText('Name of b: Stuck')).toBeTruthy();
  });

  it('lead to a panel with the members, and from there to each', async () => {
    const { addressBar } = await openScreen('/teams?team=Team+2', CLASS);
    const panel = screen.getByRole('dialog');
    expect(within(panel).getByText('Name of b').closest('a')?.getAttribute('href')).toBe('#/teams?team=Team+2&student=b');
    await press(within(panel).getByRole('button', { name: 'Close' }));
    expect(addressBar.fragment).toBe('/teams');
  });
});

describe('the room', () => {
  it('is set up, arranged by pointing and by keyboard, and saved', async () => {
    const { api } = await openScreen('/teams?view=map', CLASS);
    await press(button('Set up a room'));
    await press(button('Place all'));
    fireEvent.keyDown(chip('Team 10'), { key: 'ArrowDown' });
    fireEvent.keyDown(chip('Team 2'), { key: 'Delete' });
    await settle();
    expect(document.activeElement).toBe(chip('Team 2'));
    await press(button('Save'));
    expect(api.rooms).toMatchObject({ revision: 1, rooms: [{ name: 'Room 1', places: [{ team: 'Team 10' }] }] });
    expect(screen.getByRole('link', { name: /^Team 2\s?· 1 needs you$/u }).closest('section')?.textContent).toContain('Not placed');
  });

  it('asks before changes are discarded, and is then left as it was', async () => {
    const { api } = await openScreen('/teams?view=map', CLASS);
    await press(button('Set up a room'));
    await press(button('Discard'));
    expect(screen.getByRole('alert').textContent).toContain('since you last saved');
    await press(button('Keep arranging'));
    await press(button('Discard'));
    await press(button('Discard the changes'));
    expect(api.rooms.revision).toBe(0);
    expect(button('Set up a room')).toBeTruthy();
  });

  it('keeps what is not saved while the screen is left, and says so', async () => {
    const page = new FakePage();
    const { api, addressBar } = await openScreen('/teams?view=map', CLASS, { page });
    await press(button('Set up a room'));
    await press(button('Place all'));
    expect(page.asking).toBe(1);
    act(() => addressBar.push('/now'));
    await settle();
    act(() => addressBar.push('/teams?view=map'));
    await settle();
    expect(screen.getByText(/^You left before you saved/u)).toBeTruthy();
    await press(button('Save'));
    expect(api.rooms.rooms).toMatchObject([{ name: 'Room 1', places: [{ team: 'Team 2' }, { team: 'Team 10' }] }]);
    expect(screen.queryByText(/^You left before you saved/u)).toBeNull();
  });

  it('keeps what somebody else changed meanwhile, and says so', async () => {
    const { api } = await openScreen('/teams?view=map', CLASS);
    await press(button('Set up a room'));
    api.rooms = { revision: 3, rooms: [{ id: 'lab', name: 'Lab', places: [] }] };
    await press(button('Save'));
    expect(api.rooms.rooms.map(({ name }) => name)).toEqual(['Lab', 'Room 1']);
    expect(screen.getByText('Saved. What somebody else changed in the meantime was kept.')).toBeTruthy();
  });

  it('takes a picture as its plan, made small, and refuses what is none', async () => {
    const pictures = (file: Blob): Promise<string | undefined> =>
      Promise.resolve(file.size > 0 ? 'data:image/webp;base64,AA==' : undefined);
    await openScreen('/teams?view=map', CLASS, { pictures });
    await press(button('Set up a room'));
    const choose = async (...bytes: string[]): Promise<void> => {
      await act(async () => {
        fireEvent.change(screen.getByLabelText('Choose a plan…', { selector: 'input' }), {
          target: { files: [new File(bytes, 'plan.png')] },
        });
        await Promise.resolve();
      });
      await settle();
    };
    await choose();
    expect(screen.getByRole('alert').textContent).toContain('image cannot be used');
    await choose('x');
    expect(screen.getByRole('img', { name: 'Plan of Room 1' }).getAttribute('src')).toBe('data:image/webp;base64,AA==');
  });
});
