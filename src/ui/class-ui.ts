import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { IStatusBar } from '@jupyterlab/statusbar';
import { DisposableDelegate, DisposableSet, type IDisposable } from '@lumino/disposable';

import type { Classes, OwnClass } from '../classes/classes';
import { connected } from '../jupyter/connected';
import type { Words } from '../jupyter/words';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { RunningCell } from '../protocol';
import style from '../../style/base.raw.css';
import { addCommands } from './commands';
import { ConsentNotice } from './consent/consent-notice';
import { addHelpCommand, HELP_COMMAND, type HelpReader } from './help/help-command';
import { MessageNotice } from './help/message-notice';
import { TypingPause } from './help/typing-pause';
import type { JoinPlace } from './join/join-place';
import { ClassPanel } from './panel/panel';
import { makeRoom, PanelPlace, placeItem } from './places';
import type * as AllScreens from './screens';
import { addStyle } from './shared/add-style';
import { createLate } from './shared/late';
import { timeOfDay } from './shared/time-of-day';
import { Announcements } from './status/announcements';
import type { ClassFacts } from './status/class-words';
import { StatusItem } from './status/status-item';

export interface ClassUiParts {
  /** Under which JupyterLab knows the item of the status bar. */
  readonly id: string;
  readonly app: JupyterFrontEnd;
  /** Null in Notebook 7. */
  readonly statusBar: IStatusBar | null;
  readonly palette: ICommandPalette | null;
  readonly classes: Classes;
  /** The name that the student logged in to a JupyterHub with; empty elsewhere. */
  readonly hubUser: string;
  /** Path of the notebook that the student works in; undefined where none is in front. */
  readonly notebookInFront: () => string | undefined;
  /** The cell of the class's notebooks that has been running longest. */
  readonly runningCellOf: (own: OwnClass) => RunningCell | undefined;
  /** Rejects when it cannot be had now. */
  readonly loadReader: () => Promise<HelpReader>;
  readonly clock: Clock;
  readonly words: Words;
  readonly logger: Logger;
}

type Screens = typeof AllScreens;
type LoadScreens = () => Promise<Screens | undefined>;

/** Shows what is going on, and offers what can be done about it, until disposed. */
export function addClassUi(parts: ClassUiParts): IDisposable {
  const { app, classes, words, logger, clock } = parts;
  const loadScreens: LoadScreens = createLate(() => import(/* webpackChunkName: "screens" */ './screens'), words, logger);
  const formatTime = (ms: number) => timeOfDay(ms, clock.wallMs());
  const onShowStatus = () => place.show();
  const form = joinForm(parts, loadScreens, onShowStatus);
  const contents = {
    classes,
    words,
    logger,
    formatTime,
    wallMs: () => clock.wallMs(),
    onJoin: (own: OwnClass) => void form.onJoin(own),
    onJoinAnother: () => void form.onJoinAnother(),
    onHelp: ({ name }: OwnClass) => void app.commands.execute(HELP_COMMAND, { className: name }),
  };
  const panel: ClassPanel = new ClassPanel({
    classes,
    words,
    loadContents: async onChange => {
      const screens = await loadScreens();
      return screens && new screens.PanelContents(contents, onChange);
    },
    onShow: () => {
      notices.noteSeen();
      makeRoom(app.shell);
    },
  });
  const notices = addNotices(parts, () => form.isOpen() || panel.isVisible, onShowStatus);
  const place = new PanelPlace(app.shell, panel);
  const onClick = () => {
    const [first] = classes.shown;
    const { membership } = first;
    void (membership.hasJoined || membership.reading.kind === 'flawed' ? onShowStatus() : form.onJoin(first));
  };
  const announcements = new Announcements(() => clock.monotonicMs());
  const item = new StatusItem({ facts: () => factsOf(classes), words, formatTime, announcements, onClick });
  const onLeave = async (own: OwnClass) => (await loadScreens())?.askToLeave({ ...own, words, logger });
  const commands = addCommands({ ...parts, commands: app.commands, ...form, onShowStatus, onLeave });
  return DisposableSet.from([
    addStyle(style),
    commands,
    placeItem({ id: parts.id, shell: app.shell, statusBar: parts.statusBar }, item),
    addHelp(parts, loadScreens, onShowStatus, formatTime),
    item,
    panel,
    notices,
    connected(classes.changed, () => refresh(item, app.commands)),
  ]);
}

/** Opens the join form, for a known class or for another one. */
function joinForm(parts: ClassUiParts, loadScreens: LoadScreens, onJoined: () => void) {
  const { classes, hubUser, words, logger, clock, notebookInFront } = parts;
  let isOpen = false;
  const open = async (placeIn: (screens: Screens) => JoinPlace) => {
    const screens = await loadScreens();
    if (screens === undefined) {
      return;
    }
    isOpen = true;
    const place = placeIn(screens);
    const lookUp = screens.createHttpClassLookup({ wallMs: () => clock.wallMs(), pageUrl: window.location.href });
    const hasJoined = await screens.askToJoin({ place, words, logger, lookUp, sleep: (ms, signal) => clock.sleep(ms, signal) });
    isOpen = false;
    if (hasJoined) {
      onJoined();
    }
  };
  return {
    isOpen: () => isOpen,
    onJoin: (own: OwnClass) => open(({ placeOf }) => placeOf(own, hubUser, words)),
    onJoinAnother: () => open(({ placeForAnother }) => placeForAnother(classes, PathExt.dirname(notebookInFront() ?? ''), hubUser, words)),
  };
}

function addHelp(parts: ClassUiParts, loadDialogs: LoadScreens, onShowStatus: () => void, formatTime: (ms: number) => string) {
  const { app, palette, classes, words, logger, notebookInFront, loadReader, runningCellOf } = parts;
  const classOf = (name: string | undefined) => classes.named(name) ?? classes.workedOn(notebookInFront());
  return addHelpCommand({
    commands: app.commands,
    palette,
    words,
    formatTime,
    classOf,
    hasJoined: () => classes.joined.length > 0,
    runningCellOf: name => runningCellOf(classOf(name)),
    onShowStatus,
    loadDialogs,
    loadReader: createLate(loadReader, words, logger),
  });
}

/** What pops up: the question for consent, and the instructors' messages once the student does not type. */
function addNotices({ classes, words, logger, clock }: ClassUiParts, isInSight: () => boolean, onLook: () => void) {
  const questions = new Set<ConsentNotice>();
  const following = classes.forEach(({ client }) => {
    const typing = new TypingPause(window, clock);
    const question = new ConsentNotice({ client, words, isInSight, onLook });
    questions.add(question);
    return DisposableSet.from([
      question,
      new DisposableDelegate(() => questions.delete(question)),
      typing,
      new MessageNotice({ client, words, logger, pause: () => typing.wait(), onLook }),
    ]);
  });
  return Object.assign(following, { noteSeen: () => questions.forEach(question => question.noteSeen()) });
}

function refresh(item: StatusItem, commands: JupyterFrontEnd['commands']): void {
  item.update();
  commands.notifyCommandChanged();
  // A button of a toolbar that was hidden comes back only when it is named.
  commands.notifyCommandChanged(HELP_COMMAND);
}

function factsOf({ shown: [first, ...others] }: Classes): readonly [ClassFacts, ...ClassFacts[]] {
  const facts = ({ folder, membership }: OwnClass) => ({ ...membership.facts, folder });
  return [facts(first), ...others.map(facts)];
}
