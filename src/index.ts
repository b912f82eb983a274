import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import { INotebookTracker, NotebookActions } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { DisposableDelegate, DisposableSet, type IDisposable } from '@lumino/disposable';

import { captureCellRuns } from './capture/cell-runs';
import { FolderRecorder, isWithinFolder } from './capture/folder-recorder';
import { readHelpContext } from './capture/help-context';
import { watchInterrupts } from './capture/interrupts';
import { NotebookLifecycle } from './capture/notebook-lifecycle';
import { capturePresence } from './capture/presence';
import { captureLevel } from './capture/recorder';
import { systemClock } from './platform/clock';
import { createConsoleLogger, type Logger } from './platform/logger';
import { createBrowserClient } from './pump/browser-client';
import { isSameIdentity } from './pump/identity';
import type { ReportingClient } from './pump/reporting-client';
import { createHttpClassLookup } from './transport/http';
import { ClassSettings } from './ui/class-settings';
import { addCommands } from './ui/commands';
import { ConsentNotice } from './ui/consent-notice';
import { addHelpCommand, HELP_COMMAND, type HelpCommandParts } from './ui/help-command';
import { createHubTokens } from './ui/hub-tokens';
import { askToJoin } from './ui/join-dialog';
import { askToLeave } from './ui/leave-dialog';
import { Membership } from './ui/membership';
import { MessageNotice } from './ui/message-notice';
import { ClassPanel } from './ui/panel';
import { StatusItem } from './ui/status-item';
import { TypingPause } from './ui/typing-pause';
import { TRANSLATION_DOMAIN, type Words } from './ui/words';

const PLUGIN_ID = 'jupyterlab-cell-monitor:plugin';

/** The services of JupyterLab that we use; Notebook 7 has no status bar. */
interface Lab {
  readonly app: JupyterFrontEnd;
  readonly tracker: INotebookTracker;
  readonly registry: ISettingRegistry;
  readonly statusBar: IStatusBar | null;
  readonly palette: ICommandPalette | null;
  readonly words: Words;
  readonly logger: Logger;
}

/** What this activation holds on to. */
let running = new DisposableSet();

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
    start({ app, tracker, registry, statusBar, palette, words, logger }).catch((error: unknown) => {
      logger.warnOnce('start', 'could not start; notebooks are not affected', error);
    });
  },
  deactivate: () => running.dispose(),
};

async function start(lab: Lab): Promise<void> {
  const { registry, words, logger } = lab;
  const settings = new ClassSettings(await registry.load(PLUGIN_ID), PageConfig.getOption('hubUser'));
  const hubTokens = createHubTokens(lab.app.serviceManager.serverSettings, words);
  const client = createBrowserClient(window, PageConfig.getBaseUrl(), hubTokens);
  running.add(new DisposableDelegate(() => void client.dispose()));
  const membership = new Membership({ settings, client, sleep: (ms, signal) => systemClock.sleep(ms, signal), logger, words });
  running.add(membership);
  const { capture, exerciseOf } = startCapture(lab, client, membership);
  running.add(capture);
  running.add(startUi(lab, client, membership, () => contextOfHelp(lab, client, membership, exerciseOf)));
}

type ExerciseOf = NotebookLifecycle['exerciseOf'];

/** Where the student is, as far as it may leave the machine; undefined where no notebook of the class is in front. */
function contextOfHelp({ tracker }: Lab, client: ReportingClient, { settings }: Membership, exerciseOf: ExerciseOf) {
  const panel = tracker.currentWidget;
  const isOfClass = panel !== null && isWithinFolder(panel.context.localPath, settings.folder);
  return isOfClass ? readHelpContext(panel, captureLevel(client), exerciseOf) : undefined;
}

/** Records what happens in the notebooks, for whoever has joined. */
function startCapture(
  { app, tracker, logger }: Lab,
  client: ReportingClient,
  membership: Membership,
): { readonly capture: IDisposable; readonly exerciseOf: ExerciseOf } {
  const recorder = new FolderRecorder(client, () => membership.settings.folder);
  const lifecycle = new NotebookLifecycle({ tracker, recorder, sleep: (ms, signal) => systemClock.sleep(ms, signal), logger });
  const exerciseOf: ExerciseOf = (context, cellId) => lifecycle.exerciseOf(context, cellId);
  let student = identityOf(membership);
  membership.changed.connect(() => {
    const next = identityOf(membership);
    if (student === undefined || next === undefined || !isSameIdentity(student, next)) {
      lifecycle.forget();
    }
    student = next;
    lifecycle.catchUp();
  });
  // What was announced before it was known that the student has not agreed was given up, and is announced again when he does.
  const stop = client.onStatusChange(({ captureLevel }) => (captureLevel === null ? lifecycle.forget() : lifecycle.catchUp()));
  const runs = captureCellRuns({
    signals: { executed: NotebookActions.executed, executionScheduled: NotebookActions.executionScheduled },
    tracker,
    recorder,
    exerciseOf,
    monotonicMs: () => systemClock.monotonicMs(),
    logger,
  });
  const { commandExecuted } = app.commands;
  const interrupts = watchInterrupts({ commandExecuted, tracker, logger, onInterrupt: ({ context }) => lifecycle.noteInterrupt(context) });
  const presence = capturePresence({ document, recorder, isAtWork: () => lifecycle.isAtWork, logger });
  return { capture: DisposableSet.from([lifecycle, runs, interrupts, presence, new DisposableDelegate(stop)]), exerciseOf };
}

function identityOf({ reading }: Membership) {
  return reading.kind === 'ok' ? reading.identity : undefined;
}

/** Shows what is going on, and offers what can be done about it. */
function startUi(
  { app, statusBar, palette, words, logger }: Lab,
  client: ReportingClient,
  membership: Membership,
  context: HelpCommandParts['context'],
): IDisposable {
  const hubUser = PageConfig.getOption('hubUser');
  const formatTime = (ms: number) => new Date(ms).toLocaleTimeString();
  let isFormOpen = false;
  const lookUp = createHttpClassLookup({ wallMs: () => systemClock.wallMs(), pageUrl: window.location.href });
  const sleep: typeof systemClock.sleep = (ms, signal) => systemClock.sleep(ms, signal);
  const onJoin = async () => {
    isFormOpen = true;
    const hasJoined = await askToJoin({ membership, words, logger, hubUser, lookUp, sleep });
    isFormOpen = false;
    if (hasJoined) {
      onShowStatus();
    }
  };
  const panel = new ClassPanel({
    membership,
    client,
    words,
    logger,
    formatTime,
    wallMs: () => systemClock.wallMs(),
    onJoin: () => void onJoin(),
    onHelp: () => void app.commands.execute(HELP_COMMAND),
  });
  app.shell.add(panel, 'right', { rank: 900 });
  const onShowStatus = () => app.shell.activateById(panel.id);
  const notice = new ConsentNotice({ client, words, isInSight: () => isFormOpen || panel.isVisible, onLook: onShowStatus });
  const onClick = () => void (membership.hasJoined || membership.reading.kind === 'flawed' ? onShowStatus() : onJoin());
  const item = new StatusItem({ facts: () => membership.facts, words, formatTime, onClick });
  const onLeave = () => askToLeave({ membership, client, words, logger });
  const commands = addCommands({ commands: app.commands, palette, membership, client, words, onJoin, onShowStatus, onLeave });
  const hasJoined = () => membership.hasJoined;
  const help = addHelpCommand({ commands: app.commands, palette, client, words, hasJoined, context, onShowStatus });
  const typing = new TypingPause(window, systemClock);
  const messages = new MessageNotice({ client, words, logger, pause: () => typing.wait(), onLook: onShowStatus });
  const refresh = () => {
    item.update();
    app.commands.notifyCommandChanged();
  };
  membership.changed.connect(refresh);
  const stop = client.onStatusChange(refresh);
  const registered = statusBar?.registerStatusItem(PLUGIN_ID, { item, align: 'right', rank: 900 });
  return DisposableSet.from([
    commands,
    help,
    item,
    panel,
    notice,
    typing,
    messages,
    new DisposableDelegate(stop),
    ...(registered === undefined ? [] : [registered]),
  ]);
}

export default plugin;
