import type { Attack } from '../stage/attack';
import { askers } from './askers';
import { clockSteps } from './clock-steps';
import { cost } from './cost';
import { endlessState } from './endless-state';
import { guesser } from './guesser';
import { impatience } from './impatience';
import { inventedStudents } from './invented-students';
import { liars } from './liars';
import { manyNames } from './many-names';
import { quadraticText } from './quadratic-text';
import { readers } from './readers';
import { silentSockets } from './silent-sockets';

/** In the order of their numbers. A new attack is a file here and a line in this list. */
export const ATTACKS: readonly Attack[] = [
  quadraticText,
  cost,
  clockSteps,
  inventedStudents,
  silentSockets,
  guesser,
  readers,
  liars,
  endlessState,
  impatience,
  askers,
  manyNames,
];
