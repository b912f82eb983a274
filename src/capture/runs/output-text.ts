import { isObject } from '../../protocol';
import type { ObservedOutputs } from '../../jupyter/observed';

/**
 * The text that a cell printed and returned, in order, up to about `limit` characters: streams and plain-text
 * results. Errors are left out (they travel as the error), and so are pictures and HTML.
 */
export function readOutputText(outputs: ObservedOutputs, limit: number): string {
  let text = '';
  for (let index = 0; index < outputs.length && text.length <= limit; index++) {
    text += textOf(outputs.get(index).toJSON()).slice(0, limit + 1);
  }
  return text;
}

/** The plain text of the value that a cell ended with; empty where it has none. */
export function readValueText(outputs: ObservedOutputs | undefined): string {
  const all = Array.from({ length: outputs?.length ?? 0 }, (_, index) => outputs?.get(index));
  const value = all.findLast(output => output?.type === 'execute_result')?.toJSON();
  return isObject(value) && isObject(value['data']) ? joinLines(value['data']['text/plain']) : '';
}

function textOf(output: unknown): string {
  if (!isObject(output)) {
    return '';
  }
  if (output['output_type'] === 'stream') {
    return joinLines(output['text']);
  }
  const { data } = output;
  const result = isObject(data) ? joinLines(data['text/plain']) : '';
  return result === '' || result.endsWith('\n') ? result : `${result}\n`;
}

/** nbformat allows a text to be a string or a list of its lines. */
function joinLines(text: unknown): string {
  return Array.isArray(text) ? text.join('') : typeof text === 'string' ? text : '';
}
