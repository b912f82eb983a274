import type { Page } from '../../platform/page/page';
import type { LiveStore } from './live-store';

/**
 * Copies `heard` to `shown`, which the page renders from, while the page is visible. A hidden page does not rerender; it catches up when
 * it is visible again.
 * @returns stops it
 */
export function showWhileSeen(heard: LiveStore, shown: LiveStore, page: Page): () => void {
  const show = (): void => {
    if (page.isVisible()) {
      shown.setState(heard.getState(), true);
    }
  };
  show();
  const stops = [heard.subscribe(show), page.onVisibility(show)];
  return () => stops.forEach(stop => stop());
}
