import { AVERAGE } from './average';
import { LONGEST } from './longest';
import { PRIMES } from './primes';
import type { CorpusExercise } from './program';
import { VOWELS } from './vowels';

/** What beginners write for four exercises, right and wrong. */
export const CORPUS: readonly CorpusExercise[] = [AVERAGE, VOWELS, LONGEST, PRIMES];
