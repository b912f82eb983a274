import type { ObservedCell, ObservedOutput, ObservedOutputs, ScheduledRun } from '../../jupyter/observed';
import { LIMITS } from '../../protocol';

/** Characters of one output's text, more than any event holds. */
const MAX_TEXT = LIMITS.eventBytes;

/** A run's cell as it is now, for who is told of the run later: by then it may have been edited, and run again. */
export function asItIs<T extends ScheduledRun>(run: T): T {
  return { ...run, asItWas: snapshotOf(run.cell) };
}

function snapshotOf({ model }: ObservedCell): ObservedCell {
  const { id, type, executionCount = null, outputs } = model;
  const source = model.sharedModel.getSource();
  return {
    model: {
      id,
      type,
      executionCount,
      ...(outputs !== undefined && { outputs: keepOutputs(outputs) }),
      sharedModel: { getSource: () => source },
      getMetadata: key => model.getMetadata(key),
    },
  };
}

function keepOutputs(outputs: ObservedOutputs): ObservedOutputs {
  const kept = Array.from({ length: outputs.length }, (_, index) => keep(outputs.get(index)));
  return { length: kept.length, get: index => kept[index] as ObservedOutput };
}

/** An error stays the object that it is, which tells it from those of earlier runs; JupyterLab never changes one. */
function keep(output: ObservedOutput): ObservedOutput {
  if (output.type === 'error') {
    return output;
  }
  const { output_type, text, data } = output.toJSON() as {
    readonly output_type?: unknown;
    readonly text?: unknown;
    readonly data?: object;
  };
  const plain: unknown = (data as Readonly<Record<string, unknown>> | undefined)?.['text/plain'];
  const json = { output_type, text: cut(text), data: { 'text/plain': cut(plain) } };
  return { type: output.type, toJSON: () => json };
}

/** nbformat allows a text to be a list of its lines. */
function cut(text: unknown): unknown {
  const whole: unknown = Array.isArray(text) ? text.join('') : text;
  return typeof whole === 'string' ? whole.slice(0, MAX_TEXT) : undefined;
}
