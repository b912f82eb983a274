import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

/** What fills a part of the page, and needs nothing from there. */
export type Content = ComponentType | LazyExoticComponent<ComponentType>;

const loaders: (() => Promise<unknown>)[] = [];

/** A part of the page whose code comes when it is first shown. Show it within `WhenLoaded`. */
export function onDemand(load: () => Promise<ComponentType>): Content {
  let loading: Promise<{ readonly default: ComponentType }> | undefined;
  const loadOnce = (): Promise<{ readonly default: ComponentType }> => (loading ??= load().then(component => ({ default: component })));
  loaders.push(loadOnce);
  return lazy(loadOnce);
}

/** Loads every part: a test that opens one need not wait for it. */
export async function loadAll(): Promise<void> {
  await Promise.all(loaders.map(load => load()));
}
