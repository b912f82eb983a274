import { DisposableDelegate, DisposableSet, type IDisposable } from '@lumino/disposable';

import { connected } from '../jupyter/connected';
import type { Logger } from '../platform/logger';
import type { TabChannel } from '../platform/tab-channel';
import type { PluginSettings } from './class-settings';

export interface SharedSettingsParts {
  readonly settings: Pick<PluginSettings, 'user' | 'changed'>;
  /** Asks the Jupyter server for the settings as they are stored now; `settings.changed` follows. */
  readonly reload: () => Promise<unknown>;
  readonly channel: TabChannel;
  readonly logger: Logger;
}

/**
 * Keeps the settings of all tabs in step, because JupyterLab does not notify other tabs of a change: joining, leaving or pausing in one tab
 * counts in all. Tabs post the new settings, not just that something changed. So a tab that has them already does nothing, a tab that has
 * reloaded does not post again, and when two tabs write at once, the one that was overwritten finds out.
 */
export function shareSettings({ settings, reload, channel, logger }: SharedSettingsParts): IDisposable {
  /** As all tabs know them, if they have heard each other. */
  let known = write(settings);
  const tell = () => {
    const present = write(settings);
    if (present !== known) {
      known = present;
      channel.post(present);
    }
  };
  const hear = (told: string) => {
    known = told;
    if (write(settings) !== told) {
      reload().catch((error: unknown) => logger.warnOnce('reload settings', 'could not read what was changed in another tab', error));
    }
  };
  return DisposableSet.from([connected(settings.changed, tell), new DisposableDelegate(channel.onPost(hear))]);
}

function write({ user }: Pick<PluginSettings, 'user'>): string {
  return JSON.stringify(user);
}
