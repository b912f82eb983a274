import type { IdentityField, IdentityFlaw, IdentityFlaws } from '../../classes/identity-settings';
import type { Words } from '../../jupyter/words';

/** What a field is called. */
export function identityLabel(field: IdentityField, words: Words): string {
  switch (field) {
    case 'serverUrl':
      return words.__('Server address');
    case 'joinCode':
      return words.__('Join code');
    case 'studentId':
      return words.__('Student ID');
    case 'displayName':
      return words.__('Your name');
    case 'team':
      return words.__('Team');
  }
}

/** What is wrong with each field that is. */
export function describeFlaws(flaws: IdentityFlaws, words: Words): Readonly<Partial<Record<IdentityField, string>>> {
  return Object.fromEntries(Object.entries(flaws).map(([field, flaw]) => [field, describeFlaw(flaw, words)]));
}

export function describeFlaw(flaw: IdentityFlaw, words: Words): string {
  switch (flaw.kind) {
    case 'too_long':
      return words.__('At most %1 characters, please.', flaw.limit);
    case 'unprintable':
      return words.__('Line breaks and control characters are not allowed here.');
    case 'invisible':
      return words.__('Your ID needs a character that can be seen.');
    case 'not_http':
      return words.__('The address must start with http:// or https://.');
    case 'has_password':
      return words.__('The address must not hold a user name or a password.');
    case 'unreadable':
      return words.__('This is not an address. It looks like http://10.0.0.5:8600.');
  }
}
