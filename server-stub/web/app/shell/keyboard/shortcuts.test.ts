import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../../../platform/page/keys';
import { type ShortcutSection, shortcutFor } from './shortcuts';

const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({
  key,
  isReserved: false,
  isTyping: false,
  isInDialog: false,
  take: () => {},
  ...changes,
});

const section = (title: string, keys: readonly string[], worksInDialogs = false): ShortcutSection => ({
  title,
  shortcuts: keys.map(key => ({ key, name: `${title} ${key}`, run: () => {}, worksInDialogs })),
});

const sections = [section('page', ['?', 'c']), section('list', ['j', 'c']), section('drawer', ['d'], true)];
const nameFor = (pressed: KeyPress): string | undefined => shortcutFor(pressed, sections)?.name;

describe('a key', () => {
  it('does what the newest part of the page says', () => expect(nameFor(press('c'))).toBe('list c'));
  it('is the same with Caps Lock or Shift', () => expect(nameFor(press('C'))).toBe('list c'));
  it('does nothing of ours when nobody knows it', () => expect(nameFor(press('x'))).toBeUndefined());
  it('is a letter where one types', () => expect(nameFor(press('j', { isTyping: true }))).toBeUndefined());
  it('belongs to the browser with a modifier', () => expect(nameFor(press('c', { isReserved: true }))).toBeUndefined());
  it('does nothing behind an open dialog', () => expect(nameFor(press('j', { isInDialog: true }))).toBeUndefined());
  it('can be meant for a dialog', () => expect(nameFor(press('d', { isInDialog: true }))).toBe('drawer d'));
});
