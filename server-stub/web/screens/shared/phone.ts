/** As in the style sheet. */
export const PHONE = '(max-width: 47.99em)';
