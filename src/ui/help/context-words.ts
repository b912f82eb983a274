import type { HelpContext } from '../../client/assistance/help-context';
import type { Words } from '../../jupyter/words';

/** Exactly what is sent with a help request; `context` is undefined where no notebook of the class is in front. */
export function describeContext(context: HelpContext | undefined, words: Words): string[] {
  if (context === undefined) {
    return [words.__('No notebook: none of your class is in front.')];
  }
  const { notebook, formerly, cell, error } = context;
  return [
    formerly === undefined ? words.__('The notebook %1', notebook) : words.__('The notebook %1, which was %2', notebook, formerly),
    ...(cell === undefined ? [] : [describeCell(cell, words)]),
    ...(error === undefined ? [] : [words.__('Its error: %1', [error.name, error.message].filter(Boolean).join(': '))]),
  ];
}

function describeCell({ index, exercise }: NonNullable<HelpContext['cell']>, words: Words): string {
  const place = index + 1;
  return exercise === undefined ? words.__('Cell %1', place) : words.__('Cell %1, of the exercise %2', place, exercise);
}
