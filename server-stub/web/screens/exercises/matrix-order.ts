import type { SortKey } from '../../class/model/order';

/** How the students can be sorted. */
export const MATRIX_ORDERS = ['attention', 'name', 'team'] as const satisfies readonly SortKey[];
export type MatrixOrder = (typeof MATRIX_ORDERS)[number];
