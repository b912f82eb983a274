import type { Page } from '../../platform/page/page';
import type { LiveStore } from './live-store';

/**
 * Keeps `shown`, which the page is drawn from, the same as `heard` while the page can be seen. A page that nobody sees is not drawn: all that
 * came meanwhile is shown at once when it comes back.
 * @returns stops that
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
