import type { CalledAs, CallPlace } from '../../client/assistance/help-context';
import type { Words } from '../../jupyter/words';

/** Exactly what is sent with a help request; `place` is undefined where no notebook of the class is in front. */
export function describePlace(place: CallPlace | undefined, words: Words): string[] {
  if (place === undefined) {
    return [words.__('No notebook: none of your class is in front.')];
  }
  const { calledAs = 'active', context } = place;
  const { notebook, formerly, cell, error } = context;
  return [
    formerly === undefined ? words.__('The notebook %1', notebook) : words.__('The notebook %1, which was %2', notebook, formerly),
    cell === undefined ? words.__('No cell: you are in an empty one.') : describeCell(cell.index + 1, calledAs, words),
    ...(cell?.exercise === undefined ? [] : [words.__('Its exercise: %1', cell.exercise)]),
    ...(error === undefined ? [] : [words.__('Its error: %1', [error.name, error.message].filter(Boolean).join(': '))]),
  ];
}

/** @param place counted from the top: a cell's number in brackets is that of its run */
function describeCell(place: number, calledAs: CalledAs, words: Words): string {
  switch (calledAs) {
    case 'active':
      return words.__('Cell %1 from the top: the one you are in', place);
    case 'running':
      return words.__('Cell %1 from the top: the one that is still running', place);
    case 'run_last':
      return words.__('Cell %1 from the top: the one you ran last', place);
  }
}
