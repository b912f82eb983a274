import type { Words } from '../../jupyter/words';

/** What leaving does. @param waiting how many events the class does not have yet */
export function describeLeaving(waiting: number, words: Words): string {
  return [describeStop(words), describeCost(waiting, words), words.__('What your class has received stays there.')].join(' ');
}

/** What leaving does that has the class's record deleted, too. @param waiting how many events the class does not have yet */
export function describeErasing(waiting: number, words: Words): string {
  const record = words.__('The class server deletes everything that your class has recorded of you. This cannot be undone.');
  return [record, describeStop(words), describeCost(waiting, words)].join(' ');
}

function describeStop(words: Words): string {
  return words.__(
    'Nothing is recorded any more, and this browser deletes what it holds of you: the right to report, and what it has sent.',
  );
}

function describeCost(waiting: number, words: Words): string {
  return waiting === 0
    ? words.__('Nothing is waiting to be sent.')
    : words._n('%1 event has not been sent yet and is deleted, too.', '%1 events have not been sent yet and are deleted, too.', waiting);
}
