import { expect, it } from 'vitest';
import { AppendOnlyState } from './append-only-state';

/** What `INFO persistence` says, one look after the other. */
async function look(...enabled: readonly string[]): Promise<readonly (string | undefined)[]> {
  const replies = enabled.map(value => (value === '' ? '# Persistence\r\n' : `# Persistence\r\naof_enabled:${value}\r\n`));
  const state = new AppendOnlyState(async () => replies.shift() ?? '');
  const found: (string | undefined)[] = [];
  while (replies.length > 0) {
    found.push(await state.problem());
  }
  return found;
}

it('is no problem of a Redis that never had an append-only file, or does not say', async () => {
  expect(await look('0', '0', '', '1')).toEqual([undefined, undefined, undefined, undefined]);
});

it('is one from when the file was switched off until it is there again', async () => {
  const switchedOff = expect.stringContaining('CONFIG SET appendonly yes') as string;
  expect(await look('1', '', '0', '0', '1')).toEqual([undefined, undefined, switchedOff, switchedOff, undefined]);
});
