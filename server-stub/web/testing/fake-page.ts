import type { Page } from '../platform/page/page';

/** A page that a test hides and shows. */
export class FakePage implements Page {
  title = '';
  reloads = 0;
  readonly prefersContrast = false;
  hubSignIn: string | undefined;
  private isSeen = true;
  private readonly visibility = new Set<() => void>();
  private readonly returns = new Set<() => void>();

  setTitle(title: string): void {
    this.title = title;
  }

  setLanguage(): void {}

  setContrast(): void {}

  reload(): void {
    this.reloads += 1;
  }

  isVisible(): boolean {
    return this.isSeen;
  }

  onVisibility(listener: () => void): () => void {
    this.visibility.add(listener);
    return () => this.visibility.delete(listener);
  }

  onReturn(listener: () => void): () => void {
    this.returns.add(listener);
    return () => this.returns.delete(listener);
  }

  /** How many ask before the tab is closed. */
  asking = 0;

  askBeforeClosing(): () => void {
    this.asking += 1;
    return () => (this.asking -= 1);
  }

  hide(): void {
    this.isSeen = false;
    this.visibility.forEach(listener => listener());
  }

  show(): void {
    this.isSeen = true;
    this.visibility.forEach(listener => listener());
    this.returns.forEach(listener => listener());
  }
}
