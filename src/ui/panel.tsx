import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';

import { connected } from '../capture/connected';
import type { Logger } from '../platform/logger';
import { ALL_EVENTS, type Holdings } from '../pump/holdings';
import { countUnread } from '../pump/mailbox';
import type { ReportingClient } from '../pump/reporting-client';
import { classIcon } from './icons';
import { askToErase, askToLeave } from './leave-dialog';
import type { Membership } from './membership';
import { saveFile, writeOwnData } from './own-data';
import { dataActions, type PanelActionParts, reportingActions } from './panel-actions';
import { PanelView } from './panel-view';
import type { Words } from './words';

/** How many events of each kind are listed; the download holds the rest. */
const MOST_LISTED = 100;

const NOTHING: Holdings = { waiting: [], sent: [] };

export interface ClassPanelParts {
  readonly membership: Membership;
  readonly client: ReportingClient;
  readonly words: Words;
  readonly logger: Logger;
  readonly formatTime: (ms: number) => string;
  /** Milliseconds since the epoch. */
  readonly wallMs: () => number;
  /** Opens the form. */
  readonly onJoin: () => void;
  /** Opens the form for a call for help. */
  readonly onHelp: () => void;
}

/** The side panel: what the extension is doing, what it holds and has sent, and all that the student can do about it. */
export class ClassPanel extends ReactWidget {
  readonly #parts: ClassPanelParts;
  #holdings = NOTHING;
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
    const stop = parts.client.onStatusChange(() => this.#refresh());
    const connection = connected(parts.membership.changed, () => this.#refresh());
    this.disposed.connect(() => {
      stop();
      connection.dispose();
    });
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.#refresh();
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this.update();
  }

  /** Nothing while it is hidden: what nobody sees is not kept up to date. */
  protected render() {
    return this.isVisible ? this.#renderAll() : null;
  }

  #renderAll() {
    const { membership, words, formatTime } = this.#parts;
    const { reading } = membership;
    return (
      <PanelView
        facts={membership.facts}
        identity={membership.hasJoined && reading.kind === 'ok' ? reading.identity : undefined}
        flaws={reading.kind === 'ok' ? {} : reading.flaws}
        holdings={this.#holdings}
        reporting={reportingActions(this.#actionParts)}
        ownData={dataActions(this.#actionParts)}
        words={words}
        formatTime={formatTime}
        onAgree={() => membership.agree()}
        onDecline={() => membership.decline()}
      />
    );
  }

  get #actionParts(): PanelActionParts {
    return {
      ...this.#parts,
      onDownload: () => void this.#download(),
      onLeave: () => void askToLeave(this.#parts),
      onErase: () => void askToErase(this.#parts),
    };
  }

  /** Reads nothing for a panel that nobody sees. */
  #refresh(): void {
    this.#isStale = true;
    if (this.isVisible) {
      this.#noteRead();
      this.update();
      void this.#readHoldings();
    }
  }

  #noteRead(): void {
    const { client } = this.#parts;
    if (countUnread(client.status.messages) > 0) {
      client.noteMessagesRead();
    }
  }

  async #readHoldings(): Promise<void> {
    if (this.#isReading) {
      return;
    }
    this.#isReading = true;
    while (this.#isStale && !this.isDisposed) {
      this.#isStale = false;
      this.#holdings = await this.#parts.client.holdings(MOST_LISTED).catch(() => this.#holdings);
      this.update();
    }
    this.#isReading = false;
  }

  async #download(): Promise<void> {
    const { client, membership, words, logger, wallMs } = this.#parts;
    if (membership.reading.kind !== 'ok') {
      return;
    }
    try {
      const [holdings, deadLetters] = await Promise.all([client.holdings(ALL_EVENTS), client.deadLetters()]);
      const { identity } = membership.reading;
      const text = writeOwnData({ identity, status: client.status, holdings, deadLetters, atMs: wallMs() });
      saveFile(words.__('class-reporting.json'), text, 'application/json');
    } catch (error) {
      logger.warnOnce('download', 'could not read what this browser holds', error);
    }
  }
}
