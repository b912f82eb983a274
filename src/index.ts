import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { DisposableSet } from '@lumino/disposable';

import { followMoves } from './capture/notebooks/moves';
import { FirstPaths } from './capture/recorder/first-paths';
import { TRANSLATION_DOMAIN } from './jupyter/words';
import { createLocalKeepsake } from './platform/keepsake';
import { createConsoleLogger } from './platform/logger';
import type { Lab } from './start';

const PLUGIN_ID = 'jupyterlab-cell-monitor:plugin';

/** What this activation holds on to. */
let running = new DisposableSet();

/** What this browser remembers for the user of this Jupyter server. */
const keepsakeOf = (what: string) => createLocalKeepsake(window, `jupyterlab-cell-monitor/${PageConfig.getBaseUrl()}/${what}`);

const plugin: JupyterFrontEndPlugin<void> = {
  id: PLUGIN_ID,
  description: "Tells the instructor's dashboard which cells ran and whether they worked.",
  autoStart: true,
  requires: [INotebookTracker, ISettingRegistry],
  optional: [IStatusBar, ITranslator, ICommandPalette],
  // Not awaited: JupyterLab's start never waits for us, and a failure of ours is nobody's dialog.
  activate: (
    app,
    tracker: INotebookTracker,
    registry: ISettingRegistry,
    statusBar: IStatusBar | null,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
  ) => {
    running = new DisposableSet();
    const logger = createConsoleLogger();
    const words = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const paths = new FirstPaths(keepsakeOf('paths'));
    const { contents } = app.serviceManager;
    running.add(followMoves({ fileChanged: contents.fileChanged, localPath: path => contents.localPath(path), paths, logger }));
    start({ id: PLUGIN_ID, app, tracker, registry, paths, statusBar, palette, words, logger, keepsakeOf }).catch((error: unknown) => {
      logger.warnOnce('start', 'could not start; notebooks are not affected', error);
    });
  },
  deactivate: () => running.dispose(),
};

/** JupyterLab waits for this file. The rest comes at the same time as the settings. */
async function start(lab: Omit<Lab, 'stored'>): Promise<void> {
  const held = running;
  const [{ startReporting }, stored] = await Promise.all([import(/* webpackChunkName: "start" */ './start'), lab.registry.load(PLUGIN_ID)]);
  if (!held.isDisposed) {
    startReporting({ ...lab, stored }, held);
  }
}

export default plugin;
