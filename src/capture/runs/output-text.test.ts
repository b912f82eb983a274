import { expect, it } from 'vitest';

import { readOutputText } from './output-text';

function outputsOf(...outputs: unknown[]) {
  return { length: outputs.length, get: (index: number) => ({ type: '', toJSON: () => outputs[index] }) };
}

it('joins streams and plain results in order, and leaves errors, pictures and HTML out', () => {
  const outputs = outputsOf(
    { output_type: 'stream', name: 'stdout', text: 'one\n' },
    { output_type: 'display_data', data: { 'image/png': 'iVBOR', 'text/plain': ['<Figure', ' size>'] } },
    { output_type: 'execute_result', data: { 'text/html': '<b>', 'text/plain': '42' } },
    { output_type: 'error', ename: 'E', evalue: 'v', traceback: [] },
    'nonsense',
  );
  expect(readOutputText(outputs, 4000)).toBe('one\n<Figure size>\n42\n');
});

it('stops reading when it has enough', () => {
  const read: number[] = [];
  const outputs = {
    length: 3,
    get: (index: number) => {
      read.push(index);
      return { type: 'stream', toJSON: () => ({ output_type: 'stream', text: 'x'.repeat(10_000) }) };
    },
  };
  expect(readOutputText(outputs, 4000)).toHaveLength(4001);
  expect(read).toEqual([0]);
});
