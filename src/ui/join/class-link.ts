import { type ServerLink, readServerLink } from '../../classes/server-link';

/** What a student typed or pasted to say which class, read kindly. */
export type ClassLink =
  | { readonly kind: 'class'; readonly serverUrl: string; readonly joinCode: string }
  | { readonly kind: 'no_code'; readonly serverUrl: string }
  | { readonly kind: 'no_address'; readonly joinCode: string }
  | { readonly kind: 'empty' }
  | Exclude<ServerLink, { kind: 'address' }>;

/** A code is letters, digits, spaces and hyphens; an address has at least one of these, or is this computer's. */
const ADDRESS_LIKE = /[.:/[\]]|^localhost$/iu;

/** Reads an instructor's link, an address and a code in either order (`10.0.0.5:8600 KOALA7`), or one of the two alone. */
export function readClassLink(text: string): ClassLink {
  const words = text
    .trim()
    .split(/[\s,;]+/u)
    .filter(word => word !== '');
  const address = words.find(word => ADDRESS_LIKE.test(word));
  const typedCode = words.filter(word => word !== address).join(' ');
  if (address === undefined) {
    return typedCode === '' ? { kind: 'empty' } : { kind: 'no_address', joinCode: typedCode };
  }
  const link = readServerLink(address);
  if (link.kind !== 'address') {
    return link;
  }
  const joinCode = typedCode || (link.joinCode ?? '');
  return joinCode === '' ? { kind: 'no_code', serverUrl: link.serverUrl } : { kind: 'class', serverUrl: link.serverUrl, joinCode };
}
