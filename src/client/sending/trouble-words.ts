/** What is wrong according to a server's answer, in words for the student; null when nothing is. */
export function troubleOf({ kind, detail = '' }: { readonly kind: string; readonly detail?: string }): string | null {
  switch (kind) {
    case 'unavailable':
      return 'the class server cannot take events at the moment';
    case 'slow_down':
      return 'the class server asked to report more slowly';
    case 'unreachable':
    case 'unauthorised':
    case 'unacceptable':
      return detail;
    default:
      return null;
  }
}
