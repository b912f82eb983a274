import { DisposableSet, type IDisposable } from '@lumino/disposable';

import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { CellReference, JsonObject } from '../../protocol';
import { attributeExercises } from '../exercises/attribution';
import { diffCells, type CellChange } from './cell-changes';
import { connected } from '../../jupyter/connected';
import { findExercise } from '../exercises/exercise';
import { guarded } from '../../jupyter/guard';
import type { CellListChange, ObservedCellModel, ObservedCells } from '../../jupyter/observed';
import { capCell } from '../masking/redact';

export interface NotebookCellsParts {
  readonly cells: ObservedCells;
  readonly sleep: Clock['sleep'];
  readonly logger: Logger;
  /** Keeps an event about a cell of this notebook. */
  readonly record: (type: string, data: JsonObject) => void;
}

/** Changes within this time are told as what they come to: a drag, and a burst of undo, are many steps and one edit. */
const SETTLE_MS = 500;

/** More changes than this at once are no student's edit: the file was read again, or a whole notebook was pasted. */
const MAX_EDITED = 20;

/** The cells of one loaded notebook: which exercise each belongs to, and what is done to them. */
export class NotebookCells implements IDisposable {
  readonly #parts: NotebookCellsParts;
  readonly #connections = new DisposableSet();
  readonly #closing = new AbortController();
  #originals: ReadonlySet<string>;
  #before: readonly CellReference[];
  readonly #inserted = new Set<string>();
  #isLooking = false;

  /** Call it once the notebook is loaded: what is there now is what its author wrote. */
  constructor(parts: NotebookCellsParts) {
    this.#parts = parts;
    this.#originals = new Set(this.#models().map(({ id }) => id));
    this.#before = this.#refer();
    const onChanged = guarded(parts.logger, 'cells changed', (_: unknown, change: CellListChange) => this.#note(change));
    this.#connections.add(connected(parts.cells.changed, onChanged));
  }

  get isDisposed(): boolean {
    return this.#connections.isDisposed;
  }

  /** The author's name for the exercise that a cell belongs to now; see `attributeExercises`. */
  exerciseOf(id: string): string | undefined {
    return this.#attribute().get(id);
  }

  dispose(): void {
    this.#closing.abort();
    this.#connections.dispose();
  }

  #note({ newValues }: CellListChange): void {
    for (const cell of newValues) {
      if (cell !== undefined) {
        this.#inserted.add(cell.id);
      }
    }
    if (!this.#isLooking) {
      this.#isLooking = true;
      const look = guarded(this.#parts.logger, 'cells settled', () => this.#look());
      void this.#parts.sleep(SETTLE_MS, this.#closing.signal).then(look);
    }
  }

  #look(): void {
    this.#isLooking = false;
    if (this.isDisposed) {
      return;
    }
    const [before, after] = [this.#before, this.#refer()];
    const changes = diffCells(before.map(toId), after.map(toId), this.#inserted);
    this.#inserted.clear();
    this.#before = after;
    if (changes.length > MAX_EDITED) {
      this.#originals = new Set(after.map(toId));
      return;
    }
    for (const change of changes) {
      this.#record(change, (change.type === 'cell.removed' ? before : after)[change.index]);
    }
  }

  #record({ type }: CellChange, cell: CellReference | undefined): void {
    if (cell !== undefined) {
      this.#parts.record(type, { cell: capCell(cell) });
    }
  }

  #refer(): CellReference[] {
    const exercises = this.#attribute();
    return this.#models().map(({ id }, index) => {
      const exercise = exercises.get(id);
      return { id, index, ...(exercise !== undefined && { exercise }) };
    });
  }

  #attribute(): ReadonlyMap<string, string> {
    const facts = this.#models().map(model => ({
      id: model.id,
      name: findExercise({ nbgrader: model.getMetadata('nbgrader'), tags: model.getMetadata('tags') }),
      isOriginal: this.#originals.has(model.id),
    }));
    return attributeExercises(facts);
  }

  #models(): ObservedCellModel[] {
    const { cells } = this.#parts;
    return Array.from({ length: cells.length }, (_, index) => cells.get(index));
  }
}

function toId({ id }: CellReference): string {
  return id;
}
