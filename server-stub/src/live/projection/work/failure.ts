import type { CellError } from '../../../../../src/protocol';
import { exampleOf, normaliseMessage } from '../errors/error-message';

/** The error of a failing run. `signature` is the same for the same mistake; `message` is as the student had it, and not fit to be shown to others. */
export interface Failure {
  readonly signature: string;
  readonly message: string;
}

/** A failure, and a number that is nearly always the same for the same signature alone: whoever compares many keeps that. */
export interface KnownFailure extends Failure {
  readonly mark: number;
}

/** More than a course ever needs; they bound what a hostile client can make the server remember. */
const MAX_MESSAGES = 1000;
const NAME_LENGTH = 80;

/** What tells errors apart, worked out once for each: the same message comes again and again. */
export class Failures {
  readonly #known = new Map<string, KnownFailure>();

  of({ name, message }: CellError): KnownFailure {
    const text = `${name}\n${message}`;
    const known = this.#known.get(text) ?? toFailure(name, message);
    if (this.#known.size >= MAX_MESSAGES && !this.#known.has(text)) {
      this.#known.clear();
    }
    this.#known.set(text, known);
    return known;
  }
}

function toFailure(name: string, message: string): KnownFailure {
  const signature = `${name.slice(0, NAME_LENGTH).replaceAll('\n', ' ')}\n${normaliseMessage(message)}`;
  return { signature, message: exampleOf(message), mark: markOf(signature) };
}

/** FNV-1a, of 32 bits with a sign; never 0. */
function markOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  }
  return hash | 0 || 1;
}

export function readSignature(signature: string): { readonly errorName: string; readonly message: string } {
  const end = signature.indexOf('\n');
  return { errorName: signature.slice(0, end), message: signature.slice(end + 1) };
}
