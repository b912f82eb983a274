import type { TextStore } from '../platform/text-store';

export class FakeTextStore implements TextStore {
  readonly texts = new Map<string, string>();

  read(name: string): string | undefined {
    return this.texts.get(name);
  }

  write(name: string, text: string): void {
    this.texts.set(name, text);
  }
}
