import type { Happening } from '../learners/happening';

/** What is left of a student's class after so much of it: their page as it is by then, and all that comes later. */
export function* goOn(happenings: Iterable<Happening>, attendedMs: number): Generator<Happening> {
  let page: Happening | undefined;
  for (const happening of happenings) {
    if (happening.atMs > attendedMs) {
      if (page !== undefined) {
        yield page;
        page = undefined;
      }
      yield happening;
    } else if (happening.kind === 'page') {
      page = happening;
    }
  }
  if (page !== undefined) {
    yield page;
  }
}
