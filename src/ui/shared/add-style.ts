import { DisposableDelegate, type IDisposable } from '@lumino/disposable';

/** Puts a style into the page, until disposed. */
export function addStyle(css: string): IDisposable {
  const style = document.createElement('style');
  style.append(css);
  document.head.append(style);
  return new DisposableDelegate(() => style.remove());
}
