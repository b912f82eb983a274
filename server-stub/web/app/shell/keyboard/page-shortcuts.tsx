import { type ReactNode, useState } from 'react';
import { usePorts } from '../../../ports';
import { type ScreenId, toScreen } from '../../../routing/route';
import { useRoute } from '../../../routing/use-route';
import { useSwitch } from '../../../platform/preferences/remembered-switch';
import { t } from '../../../text/translate';
import { useShortcuts } from './shortcuts-provider';
import { LateDialog } from '../../../shared/loading/late-dialog';
import { onDemand } from '../../../shared/loading/on-demand';

const ShortcutSheet = onDemand(async () => (await import('./shortcut-sheet')).ShortcutSheet);

/** The keys that work on every screen, and the list of all shortcuts. `screenIds` are reached by their number. */
export function PageShortcuts({ screenIds }: { readonly screenIds: readonly ScreenId[] }): ReactNode {
  const [isSheetOpen, setSheetOpen] = useState(false);
  const { switches } = usePorts();
  const isProjecting = useSwitch(switches.projector);
  useShortcuts(t('keyboard.page'), [
    { key: '?', name: t('keyboard.sheet'), run: () => setSheetOpen(true) },
    { key: 'p', name: t('keyboard.projector'), run: () => switches.projector.turn(!isProjecting), worksInDialogs: true },
  ]);
  useScreenKeys(screenIds);
  useListKeys();
  return (
    <LateDialog isOpen={isSheetOpen}>
      <ShortcutSheet isOpen={isSheetOpen} onClose={() => setSheetOpen(false)} />
    </LateDialog>
  );
}

function useScreenKeys(screenIds: readonly ScreenId[]): void {
  const { route, goWith } = useRoute();
  useShortcuts(
    t('shell.nav.label'),
    screenIds.slice(0, 9).map((id, index) => ({
      key: String(index + 1),
      name: t(`shell.nav.screens.${id}`),
      run: () => goWith(toScreen(route, id)),
    })),
  );
}

/** Lists mark their links with `data-step`, and the buttons of their rows with `data-press`. */
function useListKeys(): void {
  const { focus } = usePorts();
  useShortcuts(t('keyboard.lists'), [
    { key: '/', name: t('keyboard.search'), run: () => focus.search() },
    { key: 'j', name: t('keyboard.next'), run: () => focus.step(1) },
    { key: 'k', name: t('keyboard.previous'), run: () => focus.step(-1) },
    { key: 'c', name: t('keyboard.claim'), run: () => focus.press('claim'), worksInDialogs: true },
    { key: 'd', name: t('keyboard.done'), run: () => focus.press('done'), worksInDialogs: true },
  ]);
}
