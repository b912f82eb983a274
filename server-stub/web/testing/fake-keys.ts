import type { KeyPress, Keys } from '../platform/page/keys';

/** A keyboard controlled by the test. */
export class FakeKeys implements Keys {
  private readonly listeners = new Set<(press: KeyPress) => void>();

  onPress(listener: (press: KeyPress) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  press(key: string, changes: Partial<KeyPress> = {}): void {
    const press = { key, isReserved: false, isTyping: false, isInDialog: false, take: () => {}, ...changes };
    this.listeners.forEach(listener => listener(press));
  }
}
