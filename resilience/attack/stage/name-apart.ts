import { randomId } from '../../../harness/api/enrol';

const APART = 6;

/** A student's id that nobody else has, whatever was tried on the same server before. */
export const nameApart = (name: string): string => `${name}-${randomId().slice(0, APART)}`;

export const namesApart = (name: string, count: number): readonly string[] => Array.from({ length: count }, () => nameApart(name));
