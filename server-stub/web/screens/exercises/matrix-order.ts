import type { SortKey } from '../../class/model/order';

/** In what order the students stand: who needs somebody first, or by name, or by team. */
export const MATRIX_ORDERS = ['attention', 'name', 'team'] as const satisfies readonly SortKey[];
export type MatrixOrder = (typeof MATRIX_ORDERS)[number];
