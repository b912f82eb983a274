// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CLASS, makeState, makeStudent } from '../../testing/class-fixtures';
import { FakeAddressBar } from '../../testing/fake-address-bar';
import { openScreen } from '../../testing/open-screen';

const GRACE = makeStudent('grace', { displayName: 'Grace', runs: 3 });

describe('a class in which nobody but staff has joined', () => {
  it('is shown, with who they are and how students join', async () => {
    await openScreen('/now', makeState([], { staff: [GRACE] }));

    expect(screen.getByRole('heading', { name: 'Only staff has joined so far' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Grace' }).getAttribute('href')).toContain('grace');
    expect(screen.getByText(CLASS.joinCode)).toBeTruthy();
    expect(screen.getByText('Nobody needs you right now')).toBeTruthy();
  });

  it('has its students’ screen, too, which names them once', async () => {
    await openScreen('/students', makeState([], { staff: [GRACE] }));

    expect(screen.getByText('0 of 0 students')).toBeTruthy();
    expect(screen.getAllByRole('link', { name: 'Grace' })).toHaveLength(1);
  });

  it('is the join page alone while not even they have', async () => {
    await openScreen('/now', makeState([]));

    expect(screen.getByRole('heading', { name: '0 of 0 students in Python 101' })).toBeTruthy();
    expect(screen.queryByText('Nobody needs you right now')).toBeNull();
  });
});

it('the address of this computer comes with the way to the other, before the link that nobody else can use', async () => {
  await openScreen('/now', makeState([]), { addressBar: new FakeAddressBar('/now', 'http://localhost:8600') });

  const warning = screen.getByText(/second link that the server printed .*“dashboard on the network”.*--host 0\.0\.0\.0/u);
  const link = screen.getByText(/^http:\/\/localhost:8600\/#join=/u);
  expect(warning.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});
