import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { PageConfig, PathExt } from '@jupyterlab/coreutils';
import { INotebookTracker, NotebookActions } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { DisposableDelegate, DisposableSet, type IDisposable } from '@lumino/disposable';

import { captureCellRuns } from './capture/cell-runs';
import { connected } from './jupyter/connected';
import { FolderRecorder } from './capture/folder-recorder';
import { readHelpContext } from './capture/help-context';
import { watchInterrupts } from './capture/interrupts';
import { NotebookLifecycle } from './capture/notebook-lifecycle';
import { capturePresence } from './capture/presence';
import { captureLevel, classMask } from './capture/recorder';
import { systemClock } from './platform/clock';
import { createConsoleLogger, type Logger } from './platform/logger';
import { createTabChannel } from './platform/tab-channel';
import { createBrowserClients } from './client/browser-client';
import { isSameIdentity } from './client/enrolment/identity';
import { createHttpClassLookup } from './transport/http';
import type { ClassFacts } from './ui/panel/class-words';
import { Classes, type OwnClass } from './classes/classes';
import { addCommands } from './ui/commands';
import { ConsentNotice } from './ui/consent/consent-notice';
import { addHelpCommand, HELP_COMMAND } from './ui/help/help-command';
import { createHubTokens } from './classes/hub-tokens';
import { askToJoin } from './ui/join/join-dialog';
import { type JoinPlace, placeForAnother, placeOf } from './ui/join/join-place';
import { askToLeave } from './ui/consent/leave-dialog';
import type { Membership } from './classes/membership';
import { MessageNotice } from './ui/help/message-notice';
import { ClassPanel } from './ui/panel/panel';
import { shareSettings } from './classes/shared-settings';
import { StatusItem } from './ui/status/status-item';
import { translateSchema } from './ui/panel/translate-schema';
import { TypingPause } from './ui/help/typing-pause';
import { TRANSLATION_DOMAIN, type Words } from './jupyter/words';

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
  const hubTokens = createHubTokens(lab.app.serviceManager.serverSettings);
  const settings = await registry.load(PLUGIN_ID);
  translateSchema(settings.schema, words);
  const channel = createTabChannel(window.BroadcastChannel, `${PLUGIN_ID} ${PageConfig.getBaseUrl()}`);
  running.add(shareSettings({ settings, reload: () => registry.reload(PLUGIN_ID), channel, logger }));
  running.add(new DisposableDelegate(() => channel.close()));
  const classes = new Classes({
    settings,
    hubUser: PageConfig.getOption('hubUser'),
    createClient: createBrowserClients(window, PageConfig.getBaseUrl(), hubTokens),
    sleep: (ms, signal) => systemClock.sleep(ms, signal),
    logger,
    words,
  });
  running.add(classes);
  const exercises: Exercises = new Map();
  running.add(forEachClass(classes, own => startCapture(lab, own, classes, exercises)));
  running.add(startUi(lab, classes, exercises));
}

/** How each class finds the author's name for the exercise that a cell belongs to. */
type Exercises = Map<OwnClass, NotebookLifecycle['exerciseOf']>;

/** Where the student is, as far as it may leave the machine; undefined where no notebook of the class is in front. */
function contextOfHelp({ tracker }: Lab, own: OwnClass, classes: Classes, exercises: Exercises) {
  const panel = tracker.currentWidget;
  const isOfClass = panel !== null && classes.ownerOf(panel.context.localPath) === own;
  return isOfClass
    ? readHelpContext(panel, captureLevel(own.client), classMask(own.client), exercises.get(own) ?? (() => undefined))
    : undefined;
}

/** Does something for each class, also for those that come later. What it returns is disposed with the result. */
function forEachClass(classes: Classes, start: (own: OwnClass) => IDisposable): IDisposable {
  const started = new DisposableSet();
  classes.all.forEach(own => started.add(start(own)));
  started.add(connected(classes.added, (_, own) => started.add(start(own))));
  return started;
}

/** Records what happens in a class's notebooks, once the student has joined it. */
function startCapture({ app, tracker, logger }: Lab, own: OwnClass, classes: Classes, exercises: Exercises): IDisposable {
  const { client, membership } = own;
  const recorder = new FolderRecorder(client, notebook => classes.ownerOf(notebook) === own);
  const lifecycle = new NotebookLifecycle({ tracker, recorder, sleep: (ms, signal) => systemClock.sleep(ms, signal), logger });
  const exerciseOf: NotebookLifecycle['exerciseOf'] = (context, cellId) => lifecycle.exerciseOf(context, cellId);
  exercises.set(own, exerciseOf);
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
  return DisposableSet.from([lifecycle, runs, interrupts, presence, new DisposableDelegate(stop)]);
}

function identityOf({ reading }: Membership) {
  return reading.kind === 'ok' ? reading.identity : undefined;
}

/** Shows what is going on, and offers what can be done about it. */
function startUi(lab: Lab, classes: Classes, exercises: Exercises): IDisposable {
  const { app, tracker, statusBar, palette, words, logger } = lab;
  const hubUser = PageConfig.getOption('hubUser');
  const formatTime = (ms: number) => new Date(ms).toLocaleTimeString();
  let isFormOpen = false;
  const lookUp = createHttpClassLookup({ wallMs: () => systemClock.wallMs(), pageUrl: window.location.href });
  const sleep: typeof systemClock.sleep = (ms, signal) => systemClock.sleep(ms, signal);
  const openForm = async (place: JoinPlace) => {
    isFormOpen = true;
    const hasJoined = await askToJoin({ place, words, logger, lookUp, sleep });
    isFormOpen = false;
    if (hasJoined) {
      onShowStatus();
    }
  };
  const onJoin = (own: OwnClass) => openForm(placeOf(own, hubUser, words));
  const onJoinAnother = () => openForm(placeForAnother(classes, folderAtWork(tracker), hubUser, words));
  const panel = new ClassPanel({
    classes,
    words,
    logger,
    formatTime,
    wallMs: () => systemClock.wallMs(),
    onJoin: own => void onJoin(own),
    onJoinAnother: () => void onJoinAnother(),
    onHelp: ({ name }) => void app.commands.execute(HELP_COMMAND, { className: name }),
  });
  app.shell.add(panel, 'right', { rank: 900 });
  const onShowStatus = () => app.shell.activateById(panel.id);
  const isInSight = () => isFormOpen || panel.isVisible;
  const notices = forEachClass(classes, ({ client }) => new ConsentNotice({ client, words, isInSight, onLook: onShowStatus }));
  const onClick = () => {
    const { membership } = classes.shown[0];
    void (membership.hasJoined || membership.reading.kind === 'flawed' ? onShowStatus() : onJoin(classes.shown[0]));
  };
  const item = new StatusItem({ facts: () => factsOf(classes), words, formatTime, onClick });
  const onLeave = (own: OwnClass) => askToLeave({ ...own, words, logger });
  const commands = addCommands({ commands: app.commands, palette, classes, words, onJoin, onJoinAnother, onShowStatus, onLeave });
  const help = addHelpCommand({
    commands: app.commands,
    palette,
    words,
    clientOf: name => classAtHand(classes, tracker, name).client,
    hasJoined: () => classes.joined.length > 0,
    contextOf: name => contextOfHelp(lab, classAtHand(classes, tracker, name), classes, exercises),
    onShowStatus,
  });
  const messages = forEachClass(classes, ({ client }) => {
    const typing = new TypingPause(window, systemClock);
    return DisposableSet.from([typing, new MessageNotice({ client, words, logger, pause: () => typing.wait(), onLook: onShowStatus })]);
  });
  const refresh = () => {
    item.update();
    app.commands.notifyCommandChanged();
    // A button of a toolbar that was hidden comes back only when it is named.
    app.commands.notifyCommandChanged(HELP_COMMAND);
  };
  const changes = connected(classes.changed, refresh);
  const registered = statusBar?.registerStatusItem(PLUGIN_ID, { item, align: 'right', rank: 900 });
  const parts = [commands, help, item, panel, notices, messages, changes];
  return DisposableSet.from(registered === undefined ? parts : [...parts, registered]);
}

function factsOf({ shown: [first, ...others] }: Classes): readonly [ClassFacts, ...ClassFacts[]] {
  const facts = ({ folder, membership }: OwnClass) => ({ ...membership.facts, folder });
  return [facts(first), ...others.map(facts)];
}

/** The class that is meant: by its name, else the one of the notebook that the student works in, else the first. */
function classAtHand(classes: Classes, { currentWidget }: INotebookTracker, name: string | undefined): OwnClass {
  const named = classes.all.find(own => own.name === name);
  const present = currentWidget === null ? undefined : classes.ownerOf(currentWidget.context.localPath);
  return named ?? classes.joined.find(own => own === present) ?? classes.shown[0];
}

/** The folder of the notebook that the student works in. */
function folderAtWork({ currentWidget }: INotebookTracker): string {
  return PathExt.dirname(currentWidget?.context.localPath ?? '');
}

export default plugin;
