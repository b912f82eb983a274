/** The toolbar's square, the menu's entry and the keys all end in this command; a kernel tells nobody that it was interrupted. */
export const INTERRUPT_COMMAND = 'notebook:interrupt-kernel';
