import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import { INotebookTracker, NotebookActions } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { DisposableDelegate, DisposableSet, type IDisposable } from '@lumino/disposable';

import { ClassCapture } from './capture/class-capture';
import { maskQuestion, readHelpContext } from './capture/help-context';
import { followMoves } from './capture/notebooks/moves';
import { FirstPaths } from './capture/recorder/first-paths';
import { captureLevel, classMask } from './capture/recorder/recorder';
import { BrowserSettings } from './classes/browser-settings';
import { Classes, type OwnClass } from './classes/classes';
import { createHubTokens } from './classes/hub-tokens';
import { shareSettings } from './classes/shared-settings';
import { watchStudent } from './classes/watch-student';
import { createBrowserClients } from './client/browser-client';
import { isSharedServer } from './jupyter/shared-server';
import { translateSchema } from './jupyter/translate-schema';
import { TRANSLATION_DOMAIN, type Words } from './jupyter/words';
import { systemClock } from './platform/clock';
import { createLocalKeepsake } from './platform/keepsake';
import { createConsoleLogger, type Logger } from './platform/logger';
import { createTabChannel } from './platform/tab-channel';
import { createHttpClassLookup } from './transport/http';
import { addClassUi } from './ui/class-ui';

const PLUGIN_ID = 'jupyterlab-cell-monitor:plugin';

/** The services of JupyterLab that we use; Notebook 7 has no status bar. */
interface Lab {
  readonly app: JupyterFrontEnd;
  readonly tracker: INotebookTracker;
  readonly registry: ISettingRegistry;
  readonly paths: FirstPaths;
  readonly statusBar: IStatusBar | null;
  readonly palette: ICommandPalette | null;
  readonly words: Words;
  readonly logger: Logger;
}

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
    start({ app, tracker, registry, paths, statusBar, palette, words, logger }).catch((error: unknown) => {
      logger.warnOnce('start', 'could not start; notebooks are not affected', error);
    });
  },
  deactivate: () => running.dispose(),
};

async function start(lab: Lab): Promise<void> {
  const { registry, words, logger } = lab;
  const hubTokens = createHubTokens(lab.app.serviceManager.serverSettings);
  const stored = await registry.load(PLUGIN_ID);
  translateSchema(stored.schema, words);
  const settings = isSharedServer(lab.app.listPlugins()) ? new BrowserSettings(stored, keepsakeOf('settings')) : stored;
  const channel = createTabChannel(window.BroadcastChannel, `${PLUGIN_ID} ${PageConfig.getBaseUrl()}`);
  const reload = () => (settings instanceof BrowserSettings ? settings.reload() : registry.reload(PLUGIN_ID));
  running.add(shareSettings({ settings, reload, channel, logger }));
  running.add(new DisposableDelegate(() => channel.close()));
  const hubUser = PageConfig.getOption('hubUser');
  const classes = new Classes({
    settings,
    hubUser,
    createClient: createBrowserClients(window, PageConfig.getBaseUrl(), hubTokens),
    sleep: (ms, signal) => systemClock.sleep(ms, signal),
    logger,
    words,
  });
  running.add(classes);
  const captures = new Map<OwnClass, ClassCapture>();
  running.add(classes.forEach(own => startCapture(lab, own, classes, captures)));
  running.add(
    addClassUi({
      ...lab,
      id: PLUGIN_ID,
      classes,
      hubUser,
      notebookInFront: () => lab.tracker.currentWidget?.context.localPath,
      helpContextOf: own => readContextOf(lab, own, classes, captures.get(own)),
      runningCellOf: own => captures.get(own)?.readRunning(),
      maskQuestion: (question, client) => maskQuestion(question, classMask(client)),
      lookUp: createHttpClassLookup({ wallMs: () => systemClock.wallMs(), pageUrl: window.location.href }),
      clock: systemClock,
    }),
  );
}

/** Records what happens in a class's notebooks, once the student has joined it. */
function startCapture(
  { app, tracker, paths, logger }: Lab,
  own: OwnClass,
  classes: Classes,
  captures: Map<OwnClass, ClassCapture>,
): IDisposable {
  const capture = new ClassCapture({
    client: own.client,
    isOwn: notebook => classes.ownerOf(notebook) === own,
    paths,
    tracker,
    runs: { executed: NotebookActions.executed, executionScheduled: NotebookActions.executionScheduled },
    commandExecuted: app.commands.commandExecuted,
    document,
    clock: systemClock,
    logger,
  });
  captures.set(own, capture);
  return DisposableSet.from([capture, watchStudent(own.membership, isOther => capture.catchUp(isOther))]);
}

/** Where the student is, as far as it may leave the machine; undefined where no notebook of the class is in front. */
function readContextOf({ tracker }: Lab, own: OwnClass, classes: Classes, capture: ClassCapture | undefined) {
  const panel = tracker.currentWidget;
  if (panel === null || classes.ownerOf(panel.context.localPath) !== own) {
    return undefined;
  }
  const context = readHelpContext(panel, captureLevel(own.client), classMask(own.client), capture?.exerciseOf ?? (() => undefined));
  return { ...context, ...capture?.formerlyOf(panel.context.localPath) };
}

export default plugin;
