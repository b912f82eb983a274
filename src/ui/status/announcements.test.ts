import { expect, it } from 'vitest';

import { Announcements } from './announcements';

function listen() {
  let nowMs = 0;
  const announcements = new Announcements(() => nowMs);
  return { follow: (text: string) => announcements.follow(text), pass: (ms: number) => void (nowMs += ms) };
}

it('each change is said, and stays in its place while nothing changes', () => {
  const { follow } = listen();
  expect(['Reporting', 'Reporting', 'Mei is on the way', 'Mei is on the way'].map(follow)).toEqual([
    'Reporting',
    'Reporting',
    'Mei is on the way',
    'Mei is on the way',
  ]);
});

it('what comes and goes is said once in five minutes', () => {
  const { follow, pass } = listen();
  const heard = Array.from({ length: 20 }, () => {
    pass(10_000);
    return [follow('Offline'), follow('Reporting')];
  }).flat();
  expect(heard.filter(text => text !== '')).toEqual(['Offline', 'Reporting']);
  pass(300_000);
  expect(follow('Offline')).toBe('Offline');
});
