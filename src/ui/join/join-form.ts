import { type ClassPreview, formatJoinLink } from '../../protocol';
import type { ReportingIdentity } from '../../client/enrolment/identity';
import { readClassLink } from './class-link';
import { type IdentityField, type IdentityTexts, readIdentity } from '../../classes/identity-settings';
import type { Words } from '../../jupyter/words';
import { describeFlaw, describeFlaws, identityLabel } from '../status/identity-words';

/** The fields of the form. Address and code are one: a student has both from the same place. */
const JOIN_FIELDS = ['link', 'studentId', 'displayName', 'team', 'folder'] as const;
export type JoinField = (typeof JOIN_FIELDS)[number];
export type JoinTexts = Readonly<Record<JoinField, string>>;
export type JoinFlaws = Readonly<Partial<Record<JoinField, string>>>;

export type JoinReading =
  | { readonly kind: 'ok'; readonly identity: ReportingIdentity }
  | { readonly kind: 'flawed'; readonly flaws: JoinFlaws };

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

export interface FieldsToAsk {
  /** What an administrator has set is asked for only when the student wants to change class. */
  readonly administered: ReadonlySet<IdentityField>;
  readonly isChange: boolean;
  /** Undefined before the server told. */
  readonly preview: ClassPreview | undefined;
  /** Whether it is one class of several. */
  readonly hasFolder: boolean;
  /** Who the student is the JupyterHub says, whatever is typed. */
  readonly isVouchedByHub: boolean;
}

/** The fields to ask for: neither what is set for everybody, nor what the hub or the class's roster decides. */
export function fieldsToAsk({ administered, isChange, preview, hasFolder, isVouchedByHub }: FieldsToAsk): JoinField[] {
  const isSet = (field: Exclude<JoinField, 'folder'>): boolean =>
    field === 'link' ? administered.has('serverUrl') && administered.has('joinCode') : administered.has(field);
  const isDecided = (field: JoinField): boolean =>
    (field === 'displayName' && preview?.hasRoster === true) ||
    (isVouchedByHub && (field === 'studentId' || field === 'displayName')) ||
    (field === 'team' && preview?.teams.from === 'roster');
  return JOIN_FIELDS.filter(field => (field === 'folder' ? hasFolder : (isChange || !isSet(field)) && !isDecided(field)));
}

/** What the form starts with: what is set already, and on a JupyterHub the name that the student logged in with. */
export function initialTexts({ serverUrl, joinCode, studentId, displayName, team }: IdentityTexts, hubUser: string): JoinTexts {
  const link =
    serverUrl === '' || joinCode === ''
      ? serverUrl || joinCode
      : formatJoinLink(serverUrl.trim().replace(/(?<!\/)\/+$/u, ''), joinCode.trim());
  return { link, studentId: studentId === '' ? hubUser : studentId, displayName, team, folder: '' };
}

/**
 * Reads who joins which class, or says in words what keeps it from being read.
 * @param serverUrl the address that an administrator has set, if any: then a code is enough
 * @param folderFlaw what is wrong with the folder, in words
 */
export function readJoinForm(texts: JoinTexts, serverUrl: string, words: Words, folderFlaw?: string): JoinReading {
  const link = readTarget(texts.link, serverUrl, words);
  const target = 'flaw' in link ? { serverUrl: '', joinCode: '' } : link;
  const { studentId, displayName } = texts;
  const reading = readIdentity({ ...target, studentId, displayName, team: texts.team });
  const misplaced = folderFlaw === undefined ? {} : { folder: folderFlaw };
  if (reading.kind === 'ok') {
    return folderFlaw === undefined ? reading : { kind: 'flawed', flaws: misplaced };
  }
  const missing =
    reading.kind === 'unset' && reading.missing.includes('studentId') ? { studentId: words.__('Enter your student ID.') } : {};
  const flaws = describeFlaws(reading.flaws, words);
  const linkFlaw = 'flaw' in link ? link.flaw : (flaws.serverUrl ?? flaws.joinCode);
  return {
    kind: 'flawed',
    flaws: { ...misplaced, ...missing, ...flawsOfPerson(flaws), ...(linkFlaw !== undefined && { link: linkFlaw }) },
  };
}

function flawsOfPerson({ studentId, displayName, team }: ReturnType<typeof describeFlaws>): JoinFlaws {
  return {
    ...(studentId !== undefined && { studentId }),
    ...(displayName !== undefined && { displayName }),
    ...(team !== undefined && { team }),
  };
}

/** Which class to ask about, once the field says one. */
export function readTarget(text: string, serverUrl: string, words: Words): JoinTarget | { readonly flaw: string } {
  const link = readClassLink(text);
  switch (link.kind) {
    case 'class':
      return { serverUrl: link.serverUrl, joinCode: link.joinCode };
    case 'no_address':
      return serverUrl === '' ? { flaw: noAddress(words) } : { serverUrl, joinCode: link.joinCode };
    case 'no_code':
      return {
        flaw: words.__(
          'The code of your class is missing. Paste the whole link, or add the code after the address: http://10.0.0.5:8600 KOALA7.',
        ),
      };
    case 'empty':
      return { flaw: words.__('Paste the link that your instructor shows, or type the address and the code of your class.') };
    case 'unreadable':
    case 'not_http':
    case 'has_password':
      return { flaw: describeFlaw({ kind: link.kind }, words) };
  }
}

export interface JoinTarget {
  readonly serverUrl: string;
  readonly joinCode: string;
}

function noAddress(words: Words): string {
  return words.__(
    'The address of your class is missing. Paste the whole link, or type the address before the code: http://10.0.0.5:8600 KOALA7.',
  );
}

/** The team to join with: none where the roster decides, and none but the class's where it has a list. */
export function teamToSend(team: string, preview: ClassPreview | undefined): string {
  switch (preview?.teams.from) {
    case 'roster':
      return '';
    case 'listed':
      return preview.teams.list.includes(team) ? team : '';
    case 'free':
    case undefined:
      return team;
  }
}

export function describeField(field: JoinField, words: Words): FieldTexts {
  switch (field) {
    case 'link':
      return {
        label: words.__('Join link'),
        hint: words.__('Paste the link that your instructor shows, or type the address and the code: http://10.0.0.5:8600 KOALA7'),
        isOptional: false,
      };
    case 'studentId':
      return {
        label: identityLabel(field, words),
        hint: words.__('Who you are in this class, such as your student number.'),
        isOptional: false,
      };
    case 'displayName':
      return { label: identityLabel(field, words), hint: words.__('The name that your instructor sees.'), isOptional: true };
    case 'team':
      return { label: identityLabel(field, words), hint: words.__('Your team or table.'), isOptional: true };
    case 'folder':
      return {
        label: words.__('Folder of this class'),
        hint: words.__('Notebooks in this folder, such as courses/python, go to this class and to no other.'),
        isOptional: false,
      };
  }
}
