import { type ComponentType, type ReactNode, use } from 'react';
import { learnLaterTexts } from '../../text/translate';

const loaders: (() => Promise<void>)[] = [];

/**
 * A part of the page whose code comes when it is first shown, and with it words and style sheets that the first screen does without.
 * Show it within `WhenLoaded`.
 */
export function onDemand<Props extends object = object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let Part: ComponentType<Props> | undefined;
  let loading: Promise<void> | undefined;
  const loadOnce = (): Promise<void> =>
    (loading ??= loadWhole(load).then(part => {
      Part = part;
    }));
  loaders.push(loadOnce);
  return function OnDemand(props: Props): ReactNode {
    if (Part === undefined) {
      use(loadOnce());
    }
    return Part && <Part {...props} />;
  };
}

/** The components' sheets are asked for first, so that they stand above those of the part, which may change what they say. */
async function loadWhole<Part>(load: () => Promise<Part>): Promise<Part> {
  const [, , part] = await Promise.all([import('../theme/later-mantine-styles'), learnLaterTexts(), load()]);
  return part;
}

/** Loads every part: a test that opens one need not wait for it. */
export async function loadAll(): Promise<void> {
  await Promise.all(loaders.map(load => load()));
}
