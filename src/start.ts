import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import { type INotebookTracker, NotebookActions } from '@jupyterlab/notebook';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStatusBar } from '@jupyterlab/statusbar';
import { DisposableDelegate, DisposableSet, type IDisposable } from '@lumino/disposable';

import type * as Capturing from './capture/capturing';
import { LateCapture } from './capture/late/late-capture';
import { createLateHashing, type LateHashing } from './capture/late-hashing';
import type { FirstPaths } from './capture/recorder/first-paths';
import { captureLevel, classMask } from './capture/recorder/recorder';
import { BrowserSettings } from './classes/browser-settings';
import { Classes, type OwnClass } from './classes/classes';
import { createHubTokens } from './classes/hub-tokens';
import { shareSettings } from './classes/shared-settings';
import { watchStudent } from './classes/watch-student';
import { createBrowserClients, createSendingPart } from './client/browser-client';
import { connected } from './jupyter/connected';
import { isSharedServer } from './jupyter/shared-server';
import { translateSchema } from './jupyter/translate-schema';
import type { Words } from './jupyter/words';
import { type Clock, systemClock } from './platform/clock';
import type { Keepsake } from './platform/keepsake';
import { LatePart } from './platform/late-part';
import type { Logger } from './platform/logger';
import { createTabChannel } from './platform/tab-channel';
import { addClassUi } from './ui/class-ui';

/** The services of JupyterLab that we use, and what the plugin has of its own. */
export interface Lab {
  /** Of the plugin. */
  readonly id: string;
  readonly app: JupyterFrontEnd;
  readonly tracker: INotebookTracker;
  readonly registry: ISettingRegistry;
  readonly stored: ISettingRegistry.ISettings;
  readonly paths: FirstPaths;
  /** Null in Notebook 7. */
  readonly statusBar: IStatusBar | null;
  readonly palette: ICommandPalette | null;
  readonly words: Words;
  readonly logger: Logger;
  /** What this browser remembers for the user of this Jupyter server. */
  readonly keepsakeOf: (what: string) => Keepsake;
}

/** Reports what happens in the class's notebooks, and shows what is going on. @param running what this activation holds on to */
export function startReporting(lab: Lab, running: DisposableSet): void {
  const { id, registry, stored, words, logger, keepsakeOf } = lab;
  const hubTokens = createHubTokens(lab.app.serviceManager.serverSettings);
  translateSchema(stored.schema, words);
  const settings = isSharedServer(lab.app.listPlugins()) ? new BrowserSettings(stored, keepsakeOf('settings')) : stored;
  const channel = createTabChannel(window.BroadcastChannel, `${id} ${PageConfig.getBaseUrl()}`);
  const reload = () => (settings instanceof BrowserSettings ? settings.reload() : registry.reload(id));
  running.add(shareSettings({ settings, reload, channel, logger }));
  running.add(new DisposableDelegate(() => channel.close()));
  const hubUser = PageConfig.getOption('hubUser');
  const loadCapturing = () => import(/* webpackChunkName: "capture" */ './capture/capturing');
  const sleep: Clock['sleep'] = (ms, signal) => systemClock.sleep(ms, signal);
  const capturing = new LatePart({ load: loadCapturing, sleep, logger });
  const hashing = createLateHashing({ sleep, logger });
  const sending = createSendingPart(window);
  const classes = new Classes({
    settings,
    hubUser,
    createClient: createBrowserClients(window, PageConfig.getBaseUrl(), sending, hubTokens),
    lateParts: [sending, capturing],
    sleep,
    logger,
  });
  running.add(classes);
  const captures = new Map<OwnClass, LateCapture>();
  running.add(classes.forEach(own => startCapture(lab, own, classes, captures, { capturing, hashing })));
  running.add(askWhenNeeded(capturing, lab.tracker, classes));
  running.add(
    addClassUi({
      ...lab,
      classes,
      hubUser,
      notebookInFront: () => lab.tracker.currentWidget?.context.localPath,
      runningCellOf: own => captures.get(own)?.readRunning(),
      loadReader: async () => {
        const { maskQuestion, readCallPlace } = await loadCapturing();
        return {
          placeOf: own => readPlaceOf(readCallPlace, lab, own, classes, captures.get(own)),
          maskQuestion: (question, client) => maskQuestion(question, classMask(client)),
        };
      },
      clock: systemClock,
    }),
  );
}

/** With a notebook, or a class to tell of it. A page that has neither does without. */
function askWhenNeeded(capturing: LatePart<typeof Capturing>, tracker: INotebookTracker, classes: Classes): IDisposable {
  const ask = () => {
    if (tracker.size > 0 || classes.all.some(({ membership }) => membership.reading.kind === 'ok')) {
      capturing.ask();
    }
  };
  ask();
  return DisposableSet.from([connected(tracker.widgetAdded, ask), connected(classes.changed, ask)]);
}

/** Records what happens in a class's notebooks, once the student has joined it. */
function startCapture(
  { app, tracker, paths, logger }: Lab,
  own: OwnClass,
  classes: Classes,
  captures: Map<OwnClass, LateCapture>,
  { capturing, hashing }: { readonly capturing: LatePart<typeof Capturing>; readonly hashing: LateHashing },
): IDisposable {
  const capture = new LateCapture({
    part: capturing,
    hashing,
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

const NOTHING_KNOWN = { exerciseOf: () => undefined, recentRunOf: () => undefined };

/** What the student would call about, as far as it may leave the machine; undefined where no notebook of the class is in front. */
function readPlaceOf(
  read: typeof Capturing.readCallPlace,
  { tracker }: Lab,
  own: OwnClass,
  classes: Classes,
  capture: LateCapture | undefined,
): ReturnType<typeof read> | undefined {
  const panel = tracker.currentWidget;
  if (panel === null || classes.ownerOf(panel.context.localPath) !== own) {
    return undefined;
  }
  const place = read(panel, captureLevel(own.client), classMask(own.client), capture ?? NOTHING_KNOWN);
  return { ...place, context: { ...place.context, ...capture?.formerlyOf(panel.context.localPath) } };
}
