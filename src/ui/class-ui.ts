import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { IStatusBar } from '@jupyterlab/statusbar';
import { DisposableSet, type IDisposable } from '@lumino/disposable';

import type { Classes, OwnClass } from '../classes/classes';
import type { HelpContext } from '../client/assistance/help-context';
import type { ReportingClient } from '../client/reporting-client';
import { connected } from '../jupyter/connected';
import type { Words } from '../jupyter/words';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { RunningCell } from '../protocol';
import type { ClassLookup } from '../transport/class-lookup';
import { addCommands } from './commands';
import { ConsentNotice } from './consent/consent-notice';
import { askToLeave } from './consent/leave-dialog';
import { addHelpCommand, HELP_COMMAND } from './help/help-command';
import { MessageNotice } from './help/message-notice';
import { TypingPause } from './help/typing-pause';
import { askToJoin } from './join/join-dialog';
import { type JoinPlace, placeForAnother, placeOf } from './join/join-place';
import { ClassPanel } from './panel/panel';
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
  readonly helpContextOf: (own: OwnClass) => HelpContext | undefined;
  /** The cell of the class's notebooks that has been running longest. */
  readonly runningCellOf: (own: OwnClass) => RunningCell | undefined;
  readonly maskQuestion: (question: string, client: ReportingClient) => string;
  readonly lookUp: ClassLookup;
  readonly clock: Clock;
  readonly words: Words;
  readonly logger: Logger;
}

/** Shows what is going on, and offers what can be done about it, until disposed. */
export function addClassUi(parts: ClassUiParts): IDisposable {
  const { app, classes, words, logger } = parts;
  const formatTime = (ms: number) => new Date(ms).toLocaleTimeString();
  const onShowStatus = () => app.shell.activateById(panel.id);
  const form = joinForm(parts, onShowStatus);
  const panel = new ClassPanel({
    classes,
    words,
    logger,
    formatTime,
    wallMs: () => parts.clock.wallMs(),
    onJoin: own => void form.onJoin(own),
    onJoinAnother: () => void form.onJoinAnother(),
    onHelp: ({ name }) => void app.commands.execute(HELP_COMMAND, { className: name }),
  });
  app.shell.add(panel, 'right', { rank: 900 });
  const onClick = () => {
    const [first] = classes.shown;
    const { membership } = first;
    void (membership.hasJoined || membership.reading.kind === 'flawed' ? onShowStatus() : form.onJoin(first));
  };
  const item = new StatusItem({ facts: () => factsOf(classes), words, formatTime, onClick });
  const onLeave = (own: OwnClass) => askToLeave({ ...own, words, logger });
  const commands = addCommands({ ...parts, commands: app.commands, ...form, onShowStatus, onLeave });
  return DisposableSet.from([
    commands,
    showItem(parts, item),
    addHelp(parts, onShowStatus),
    item,
    panel,
    addNotices(parts, () => form.isOpen() || panel.isVisible, onShowStatus),
    connected(classes.changed, () => refresh(item, app.commands)),
  ]);
}

/** Shows how things stand in the status bar; in Notebook 7, which has none, in the header of each page, the first one too. */
function showItem({ id, app, statusBar }: ClassUiParts, item: StatusItem): IDisposable {
  if (statusBar !== null) {
    return statusBar.registerStatusItem(id, { item, align: 'right', rank: 900 });
  }
  item.id = `${id}:item`;
  item.addClass('jp-mod-header');
  app.shell.add(item, 'top', { rank: 900 });
  return item;
}

/** Opens the join form, for a known class or for another one. */
function joinForm(parts: ClassUiParts, onJoined: () => void) {
  const { classes, hubUser, words, logger, lookUp, clock, notebookInFront } = parts;
  let isOpen = false;
  const open = async (place: JoinPlace) => {
    isOpen = true;
    const hasJoined = await askToJoin({ place, words, logger, lookUp, sleep: (ms, signal) => clock.sleep(ms, signal) });
    isOpen = false;
    if (hasJoined) {
      onJoined();
    }
  };
  return {
    isOpen: () => isOpen,
    onJoin: (own: OwnClass) => open(placeOf(own, hubUser, words)),
    onJoinAnother: () => open(placeForAnother(classes, PathExt.dirname(notebookInFront() ?? ''), hubUser, words)),
  };
}

function addHelp(parts: ClassUiParts, onShowStatus: () => void) {
  const { app, palette, classes, words, notebookInFront, helpContextOf, runningCellOf, maskQuestion } = parts;
  const classOf = (name: string | undefined) => classes.named(name) ?? classes.workedOn(notebookInFront());
  return addHelpCommand({
    commands: app.commands,
    palette,
    words,
    clientOf: name => classOf(name).client,
    hasJoined: () => classes.joined.length > 0,
    contextOf: name => helpContextOf(classOf(name)),
    runningCellOf: name => runningCellOf(classOf(name)),
    maskQuestion,
    onShowStatus,
  });
}

/** What pops up: the question for consent, and the instructors' messages once the student does not type. */
function addNotices({ classes, words, logger, clock }: ClassUiParts, isInSight: () => boolean, onLook: () => void): IDisposable {
  return classes.forEach(({ client }) => {
    const typing = new TypingPause(window, clock);
    return DisposableSet.from([
      new ConsentNotice({ client, words, isInSight, onLook }),
      typing,
      new MessageNotice({ client, words, logger, pause: () => typing.wait(), onLook }),
    ]);
  });
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
