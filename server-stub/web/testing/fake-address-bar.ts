import type { AddressBar } from '../platform/page/address-bar';

/** An address bar with a history that tests can look into. */
export class FakeAddressBar implements AddressBar {
  readonly origin = 'http://class.example:8600';
  /** Every fragment that the back button could return to, the present one last. */
  readonly history: string[];
  private readonly listeners = new Set<() => void>();

  constructor(
    fragment = '',
    readonly serverUrl = 'http://class.example:8600',
  ) {
    this.history = [fragment];
  }

  get fragment(): string {
    return this.history.at(-1) ?? '';
  }

  push(fragment: string): void {
    this.history.push(fragment);
    this.notify();
  }

  replace(fragment: string): void {
    this.history[this.history.length - 1] = fragment;
    this.notify();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private notify(): void {
    this.listeners.forEach(listener => listener());
  }
}
