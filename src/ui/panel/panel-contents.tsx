import type { ReactElement } from 'react';

import type { Logger } from '../../platform/logger';
import { ALL_EVENTS, type Holdings } from '../../client/sources/holdings';
import { countUnread } from '../../client/assistance/inbox';
import { askToErase, askToLeave } from '../consent/leave-dialog';
import { type Classes, MAX_CLASSES, type OwnClass } from '../../classes/classes';
import { ClassSection } from './class-section';
import { saveFile, writeOwnData } from './own-data';
import { dataActions, type PanelActionParts, reportingActions } from './panel-actions';
import { ButtonRow, MAX_LISTED, PanelView } from './panel-view';
import { OpenFolds } from '../shared/fold';
import type { Words } from '../../jupyter/words';

const NOTHING: Holdings = { waiting: [], sent: [] };

export interface PanelContentsParts {
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

/** What the side panel shows: what the extension is doing, what it holds and has sent, and all that the student can do about it. */
export class PanelContents {
  readonly #parts: PanelContentsParts;
  readonly #onChange: () => void;
  readonly #holdings = new Map<OwnClass, Holdings>();
  readonly #openFolds = new Map<OwnClass, Set<string>>();
  /** A reading of the holdings is under way; `isStale`: something has changed since it began. */
  #isReading = false;
  #isStale = false;

  /** @param onChange it has to be drawn again */
  constructor(parts: PanelContentsParts, onChange: () => void) {
    this.#parts = parts;
    this.#onChange = onChange;
  }

  /** Something has changed that the student looks at. */
  refresh(): void {
    this.#isStale = true;
    this.#noteRead();
    this.#onChange();
    void this.#readHoldings();
  }

  render(): ReactElement {
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
    const { words, formatTime, onJoin, onHelp } = this.#parts;
    const { membership, client } = own;
    const { reading } = membership;
    const actions = this.#actionParts(own);
    const openFolds = this.#openFoldsOf(own);
    return (
      <OpenFolds.Provider value={openFolds}>
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
          onAskForHelp={() => onHelp(own)}
          onCancelRequest={() => client.help.withdraw()}
          onUseAnotherId={() => onJoin(own)}
          onSendNow={() => client.sendNow()}
        />
      </OpenFolds.Provider>
    );
  }

  #openFoldsOf(own: OwnClass): Set<string> {
    const open = this.#openFolds.get(own) ?? new Set();
    this.#openFolds.set(own, open);
    return open;
  }

  #actionParts(own: OwnClass): PanelActionParts {
    const parts = { ...this.#parts, ...own };
    return {
      ...parts,
      onJoin: () => this.#parts.onJoin(own),
      onDownload: () => void this.#download(own),
      onLeave: () => void askToLeave(parts),
      onErase: () => void askToErase(parts),
    };
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
    while (this.#isStale) {
      this.#isStale = false;
      await Promise.all(this.#parts.classes.shown.map(own => this.#readHoldingsOf(own)));
      this.#onChange();
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
