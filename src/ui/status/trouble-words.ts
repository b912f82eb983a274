import type { Trouble } from '../../delivery';
import type { Words } from '../../jupyter/words';

/** What is wrong, in the student's language. The server's own texts are passed on as they are. */
export function describeTrouble(trouble: Trouble, words: Words): string {
  switch (trouble.kind) {
    case 'unreachable':
      return words.__('the class server at %1 cannot be reached', trouble.origin);
    case 'https_needed':
      return words.__(
        'this page is on https, so the browser refuses the class server at %1: the server needs an https address',
        trouble.origin,
      );
    case 'local_network':
      return words.__(
        'the class server at %1 cannot be reached: if the browser asks for access to the local network, allow it',
        trouble.origin,
      );
    case 'foreign_answer':
      return words.__('something other than the class server answered (a log-in page of the network?)');
    case 'part_missing':
      return words.__('your JupyterLab server does not give out a part of this page; if it stays like this, reload the page');
    case 'unavailable':
      return words.__('the class server cannot take events at the moment');
    case 'slow_down':
      return words.__('the class server asked to report more slowly');
    case 'busy':
      return words.__('the class server is busy');
    case 'batch_too_large':
      return words.__('a proxy in front of the class server rejects reports of this size');
    case 'hub_not_asked':
      return words.__('your JupyterLab server does not say who you are');
    case 'hub_silent':
      return words.__('JupyterHub does not say who you are; the log of your JupyterLab server names the reason');
    case 'hub_other_user':
      return words.__('This JupyterLab server belongs to another user of the hub.');
    case 'hub_staff':
      return words.__('You are staff on this JupyterHub. Staff are not counted as students, so nothing is sent.');
    case 'no_hub':
      return words.__('this JupyterLab does not run on a JupyterHub');
    case 'released':
      return words.__('your instructor has released this ID from this device; if it is yours, join again');
    case 'refused':
      return describeRefusal(trouble.code, words) ?? trouble.detail;
    case 'server_says':
      return trouble.detail;
  }
}

/** What a student can act on by themselves; the rest is the server's to say. */
function describeRefusal(code: string, words: Words): string | undefined {
  switch (code) {
    case 'student_id_taken':
      return words.__('this ID is in use on another device; if it is yours, ask your instructor to release it, and you are let in here');
    case 'join_code_invalid':
      return words.__('the class server has no class with this code');
    case 'not_on_roster':
      return words.__('this ID is not on the list of your class: check how it is written, or tell your instructor');
    case 'class_full':
      return words.__('the class has as many students as it takes: tell your instructor');
    case 'too_many_names':
      return words.__('this browser has joined the class under too many names: tell your instructor');
    default:
      return undefined;
  }
}
