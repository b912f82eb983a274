import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';

import { connected } from '../../jupyter/connected';
import type { Logger } from '../../platform/logger';
import { ALL_EVENTS, type Holdings } from '../../client/sources/holdings';
import { countUnread } from '../../client/assistance/inbox';
import { classIcon } from '../shared/icons';
import { askToErase, askToLeave } from '../consent/leave-dialog';
import { type Classes, MAX_CLASSES, type OwnClass } from '../../classes/classes';
import { ClassSection } from './class-section';
import { saveFile, writeOwnData } from './own-data';
import { dataActions, type PanelActionParts, reportingActions } from './panel-actions';
import { ButtonRow, PanelView } from './panel-view';
import type { Words } from '../../jupyter/words';

/** How many events of each kind are listed; the download holds the rest. */
const MAX_LISTED = 100;

const NOTHING: Holdings = { waiting: [], sent: [] };

export interface ClassPanelParts {
  readonly classes: Classes;
  readonly words: Words;
  readonly logger: Logger;
  readonly formatTime: (ms: number) => string;
  /** Milliseconds since the epoch. */
  readonly wallMs: () => number;
  /** Opens the form for this class. */
  readonly onJoin: (own: OwnClass) => void;
  /** Opens the form for another class. */
  readonly onJoinAnother: () => void;
  /** Opens the form for a help request. */
  readonly onHelp: (own: OwnClass) => void;
}

/** The side panel: what the extension is doing, what it holds and has sent, and all that the student can do about it. */
export class ClassPanel extends ReactWidget {
  readonly #parts: ClassPanelParts;
  readonly #holdings = new Map<OwnClass, Holdings>();
  /** A reading of the holdings is under way; `isStale`: something has changed since it began. */
  #isReading = false;
  #isStale = false;

  constructor(parts: ClassPanelParts) {
    super();
    this.#parts = parts;
    this.id = 'cell-monitor-panel';
    this.addClass('jp-CellMonitor-panel');
    this.title.icon = classIcon;
    this.title.caption = parts.words.__('Class reporting');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', this.title.caption);
    const connection = connected(parts.classes.changed, () => this.#refresh());
    this.disposed.connect(() => connection.dispose());
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.#refresh();
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this.update();
  }

  /** Empty while hidden, so that an invisible panel costs nothing. */
  protected render() {
    return this.isVisible ? this.#renderAll() : null;
  }

  #renderAll() {
    const { classes, words, onJoinAnother } = this.#parts;
    const { shown } = classes;
    return (
      <>
        {shown.length === 1
          ? this.#renderClass(shown[0])
          : shown.map(own => (
              <ClassSection key={own.name} folder={own.folder} facts={own.membership.facts} words={words}>
                {this.#renderClass(own)}
              </ClassSection>
            ))}
        {classes.joined.length > 0 && classes.all.length < MAX_CLASSES && (
          <div className="jp-CellMonitor-panelFoot">
            <ButtonRow actions={[{ label: words.__('Join another class'), act: onJoinAnother }]} />
          </div>
        )}
      </>
    );
  }

  #renderClass(own: OwnClass) {
    const { words, formatTime } = this.#parts;
    const { membership } = own;
    const { reading } = membership;
    const actions = this.#actionParts(own);
    return (
      <PanelView
        facts={membership.facts}
        identity={membership.hasJoined && reading.kind === 'ok' ? reading.identity : undefined}
        flaws={reading.kind === 'ok' ? {} : reading.flaws}
        holdings={this.#holdings.get(own) ?? NOTHING}
        reporting={reportingActions(actions)}
        ownData={dataActions(actions)}
        words={words}
        formatTime={formatTime}
        onAgree={() => membership.agree()}
        onDecline={() => membership.decline()}
      />
    );
  }

  #actionParts(own: OwnClass): PanelActionParts {
    const parts = { ...this.#parts, ...own };
    return {
      ...parts,
      onJoin: () => this.#parts.onJoin(own),
      onHelp: () => this.#parts.onHelp(own),
      onDownload: () => void this.#download(own),
      onLeave: () => void askToLeave(parts),
      onErase: () => void askToErase(parts),
    };
  }

  /** Does nothing while the panel is hidden. */
  #refresh(): void {
    this.#isStale = true;
    if (this.isVisible) {
      this.#noteRead();
      this.update();
      void this.#readHoldings();
    }
  }

  #noteRead(): void {
    for (const { client } of this.#parts.classes.shown) {
      if (countUnread(client.status.messages) > 0) {
        client.messages.markRead();
      }
    }
  }

  async #readHoldings(): Promise<void> {
    if (this.#isReading) {
      return;
    }
    this.#isReading = true;
    while (this.#isStale && !this.isDisposed) {
      this.#isStale = false;
      await Promise.all(this.#parts.classes.shown.map(own => this.#readHoldingsOf(own)));
      this.update();
    }
    this.#isReading = false;
  }

  async #readHoldingsOf(own: OwnClass): Promise<void> {
    const holdings = await own.client.ownData.holdings(MAX_LISTED).catch(() => undefined);
    if (holdings !== undefined) {
      this.#holdings.set(own, holdings);
    }
  }

  async #download({ client, membership }: OwnClass): Promise<void> {
    const { words, logger, wallMs } = this.#parts;
    if (membership.reading.kind !== 'ok') {
      return;
    }
    try {
      const [holdings, deadLetters] = await Promise.all([client.ownData.holdings(ALL_EVENTS), client.ownData.deadLetters()]);
      const { identity } = membership.reading;
      const text = writeOwnData({ identity, status: client.status, holdings, deadLetters, atMs: wallMs() });
      saveFile(words.__('class-reporting.json'), text, 'application/json');
    } catch (error) {
      logger.warnOnce('download', 'could not read what this browser holds', error);
    }
  }
}
