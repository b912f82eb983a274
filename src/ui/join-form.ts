import { IDENTITY_FIELDS, type IdentityField, type IdentityFlaws, type IdentityReading, type IdentityTexts } from './identity-settings';
import type { Words } from './words';

/** How far the form has come. `waiting` and `refused` say why in words. */
export type JoinProgress =
  | { readonly kind: 'editing' }
  | { readonly kind: 'joining' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'waiting'; readonly reason: string };

export interface FieldTexts {
  readonly label: string;
  readonly hint: string;
  readonly isOptional: boolean;
}

/** The fields to ask for: what an administrator has set is asked for only when the student wants to change class. */
export function fieldsToAsk(administered: ReadonlySet<IdentityField>, isChange: boolean): IdentityField[] {
  return IDENTITY_FIELDS.filter(field => isChange || !administered.has(field));
}

/** What the form starts with: what is set already, and on a JupyterHub the name that the student logged in with. */
export function initialTexts(texts: IdentityTexts, hubUser: string): IdentityTexts {
  return texts.studentId === '' ? { ...texts, studentId: hubUser } : texts;
}

/** What to show at each field after the student pressed the button. */
export function flawsToShow(reading: IdentityReading, words: Words): IdentityFlaws {
  if (reading.kind !== 'unset') {
    return reading.kind === 'ok' ? {} : reading.flaws;
  }
  const missing = Object.fromEntries(reading.missing.map(field => [field, missingText(field, words)]));
  return { ...missing, ...reading.flaws };
}

function missingText(field: IdentityField, words: Words): string {
  switch (field) {
    case 'serverUrl':
      return words.__('Enter the address, or paste the link that your instructor gave you.');
    case 'joinCode':
      return words.__('Enter the code that your instructor shows.');
    case 'studentId':
      return words.__('Enter your student id.');
    case 'displayName':
    case 'team':
      return '';
  }
}

export function describeField(field: IdentityField, words: Words): FieldTexts {
  switch (field) {
    case 'serverUrl':
      return { label: words.__('Server address'), hint: words.__('The address or the link from your instructor.'), isOptional: false };
    case 'joinCode':
      return { label: words.__('Join code'), hint: words.__('The code of your class.'), isOptional: false };
    case 'studentId':
      return {
        label: words.__('Student id'),
        hint: words.__('Who you are in this class, such as your student number.'),
        isOptional: false,
      };
    case 'displayName':
      return { label: words.__('Your name'), hint: words.__('The name that your instructor sees.'), isOptional: true };
    case 'team':
      return { label: words.__('Team'), hint: words.__('Your team or table.'), isOptional: true };
  }
}
