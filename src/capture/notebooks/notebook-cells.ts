import { DisposableSet, type IDisposable } from '@lumino/disposable';

import type { Clock } from '../../platform/clock';
import type { LatePart } from '../../platform/late-part';
import type { Logger } from '../../platform/logger';
import type { CellReference, EventType, JsonObject } from '../../protocol';
import { readChecksum } from '../checks/author-checksum';
import { type CheckTarget, CheckRegister } from '../checks/check-register';
import { type CheckedCellFacts, findDeclaredCheck } from '../checks/declared-check';
import type * as Hashing from '../checks/hashing';
import { isPlaceholder } from '../checks/placeholder';
import { attributeExercises } from '../exercises/attribution';
import { diffCells, type CellChange } from './cell-changes';
import { connected } from '../../jupyter/connected';
import { findExercise } from '../exercises/exercise';
import { guarded } from '../../jupyter/guard';
import { OthersChanges } from './others-changes';
import type { CellListChange, ObservedCellModel, ObservedCells } from '../../jupyter/observed';
import { capCell } from '../masking/redact';

export interface NotebookCellsParts {
  readonly cells: ObservedCells;
  /** What the notebook's pages share. */
  readonly sharedModel?: unknown;
  /** Of the kernel, as the notebook has it. */
  readonly language?: string;
  /** Hashes of what the class's author handed out, as they are known now; see `placeholderHash`. */
  readonly handedOut?: () => readonly string[];
  /** Asked for where there are hashes. Until it is there no cell is known by its hash. */
  readonly hashing: Pick<LatePart<typeof Hashing>, 'ask' | 'value'>;
  readonly sleep: Clock['sleep'];
  readonly logger: Logger;
  /** Keeps an event about a cell of this notebook. */
  readonly record: (type: EventType, data: JsonObject) => void;
}

/** Changes within this time are told as what they come to: a drag, and a burst of undo, are many steps and one edit. */
const SETTLE_MS = 500;

/** More changes than this at once are no student's edit: the file was read again, or a whole notebook was pasted. */
const MAX_EDITED = 20;

/** The cells of one loaded notebook: which exercise each belongs to or checks, and what is done to them. */
export class NotebookCells implements IDisposable {
  readonly #parts: NotebookCellsParts;
  readonly #connections = new DisposableSet();
  readonly #closing = new AbortController();
  #originals: ReadonlySet<string>;
  #checks: CheckRegister;
  /** What looked like a placeholder when the notebook was opened: what a student writes that looks like one is none. */
  #placeholders: ReadonlySet<string>;
  #before: readonly CellReference[];
  readonly #inserted = new Set<string>();
  readonly #others: OthersChanges;
  #isLooking = false;

  /** Call it once the notebook is loaded: what is there now is what its author wrote. */
  constructor(parts: NotebookCellsParts) {
    this.#parts = parts;
    this.#originals = new Set(this.#models().map(({ id }) => id));
    this.#checks = new CheckRegister(this.#facts());
    this.#placeholders = this.#readPlaceholders();
    this.#before = this.#refer();
    this.#others = new OthersChanges(parts.sharedModel, () => this.#models().map(({ id }) => id));
    this.#connections.add(this.#others);
    const onChanged = guarded(parts.logger, 'cells changed', (_: unknown, change: CellListChange) => this.#note(change));
    this.#connections.add(connected(parts.cells.changed, onChanged));
    this.#seeToChecksums();
    this.prepare();
  }

  get isDisposed(): boolean {
    return this.#connections.isDisposed;
  }

  /** Asks for what knows cells by their hashes, if the class has told some: call it whenever it may have. */
  prepare(): void {
    if (this.#hashes.length > 0) {
      this.#parts.hashing.ask();
    }
  }

  /** The author's name for the exercise that a cell belongs to now; see `attributeExercises`. */
  exerciseOf(id: string): string | undefined {
    return this.#attribute().get(id);
  }

  /** What a cell checks; see `CheckRegister`. */
  checkOf(id: string): CheckTarget | undefined {
    return this.#checks.find(id, this.#facts());
  }

  /** Whether this source of a cell is what its author handed out to be filled in. In doubt it was touched. */
  isUntouched(model: ObservedCellModel, source: string): boolean {
    const hasChecksum = this.#parts.hashing.value?.hasOwnChecksum(source, model.getMetadata('nbgrader'));
    return (hasChecksum ?? this.#placeholders.has(source)) || this.#isHandedOut(source);
  }

  /** Of the cells that are an exercise's own by their metadata (without one: of all), as they are now: how many are as their author handed them out. */
  countUntouched(exercise: string | undefined): { readonly untouched: number; readonly all: number } {
    const own = this.#models().filter(
      model => model.type === 'code' && !isCheck(model) && (exercise === undefined || nameOf(model) === exercise),
    );
    return { untouched: own.filter(model => this.isUntouched(model, model.sharedModel.getSource())).length, all: own.length };
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
    this.#seeToChecksums();
    const ofOthers = this.#others.take();
    if (changes.length > MAX_EDITED) {
      this.#originals = new Set(after.map(toId));
      this.#checks = new CheckRegister(this.#facts());
      this.#placeholders = this.#readPlaceholders();
      return;
    }
    this.#checks.note(this.#facts());
    for (const change of changes.filter(({ id }) => !ofOthers.has(id))) {
      this.#record(change, (change.type === 'cell.removed' ? before : after)[change.index]);
    }
  }

  #record({ type }: CellChange, cell: CellReference | undefined): void {
    if (cell !== undefined) {
      this.#parts.record(type, { cell: capCell(cell) });
    }
  }

  #seeToChecksums(): void {
    if (this.#models().some(model => readChecksum(model.getMetadata('nbgrader')) !== undefined)) {
      this.#parts.hashing.ask();
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
      name: nameOf(model),
      isOriginal: this.#originals.has(model.id),
      isCheck: isCheck(model),
    }));
    return attributeExercises(facts);
  }

  #facts(): CheckedCellFacts[] {
    return this.#models().map(factsOf);
  }

  #readPlaceholders(): ReadonlySet<string> {
    const { language = '' } = this.#parts;
    const sources = this.#models().flatMap(({ type, sharedModel }) => (type === 'code' ? [sharedModel.getSource()] : []));
    return new Set(sources.filter(source => isPlaceholder(source, language)));
  }

  #isHandedOut(source: string): boolean {
    const { value } = this.#parts.hashing;
    return value !== undefined && this.#hashes.length > 0 && this.#hashes.includes(value.placeholderHash(source));
  }

  get #hashes(): readonly string[] {
    return this.#parts.handedOut?.() ?? [];
  }

  #models(): ObservedCellModel[] {
    const { cells } = this.#parts;
    return Array.from({ length: cells.length }, (_, index) => cells.get(index));
  }
}

function factsOf(model: ObservedCellModel): CheckedCellFacts {
  return {
    id: model.id,
    isCode: model.type === 'code',
    nbgrader: model.getMetadata('nbgrader'),
    tags: model.getMetadata('tags'),
    exercise: nameOf(model),
    readSource: () => model.sharedModel.getSource(),
  };
}

function nameOf(model: ObservedCellModel): string | undefined {
  return findExercise({ nbgrader: model.getMetadata('nbgrader'), tags: model.getMetadata('tags') });
}

function isCheck(model: ObservedCellModel): boolean {
  return findDeclaredCheck(factsOf(model)) !== undefined;
}

function toId({ id }: CellReference): string {
  return id;
}
