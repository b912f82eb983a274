import { toFolder } from '../../classes/folders';
import type { ReportingStatus } from '../../client/status/reporting-status';
import type { Classes, OwnClass } from '../../classes/classes';
import type { TermsShown } from '../../classes/membership';
import type { ClassSettings } from '../../classes/class-settings';
import { type JoinTexts, initialTexts } from './join-form';
import type { IdentityField, IdentityTexts } from '../../classes/identity-settings';
import { readServerLink } from '../../classes/server-link';
import type { Words } from '../../jupyter/words';

/** Where what the form holds goes: a class that the student has already, or one that comes to it. */
export interface JoinPlace {
  readonly title: string;
  readonly isChange: boolean;
  readonly initial: JoinTexts;
  /** The fields that an administrator has set for everybody. */
  readonly administered: ReadonlySet<IdentityField>;
  /** Whether a JupyterHub says who the student is. @param serverUrl of the class; undefined while the form names none */
  readonly isVouchedByHub: (serverUrl: string | undefined) => boolean;
  /** The address that is set for everybody, or empty: where there is one a code is enough. */
  readonly knownServer: string;
  /** What is wrong with a folder, in words; undefined where the form does not ask for one. */
  readonly findFolderFlaw: ((folder: string) => string | undefined) | undefined;
  /** See `Membership.join`. */
  join(texts: IdentityTexts, folder: string, signal: AbortSignal, shown: TermsShown | undefined): Promise<ReportingStatus>;
}

/** The form changes a class that is there, or fills in the first one. */
export function placeOf({ membership }: OwnClass, hubUser: string, words: Words): JoinPlace {
  const { settings, hasJoined } = membership;
  return {
    title: hasJoined ? words.__('Change class') : words.__('Join your class'),
    isChange: hasJoined,
    initial: { ...initialTexts(settings.texts, hubUser), folder: settings.folder },
    administered: settings.administered,
    isVouchedByHub: () => settings.isVouchedByHub,
    knownServer: knownServer(settings),
    findFolderFlaw: undefined,
    join: (texts, _folder, signal, shown) => membership.join(texts, signal, shown),
  };
}

/** The form adds a class, whose notebooks are in a folder of their own. @param folder what it suggests */
export function placeForAnother(classes: Classes, folder: string, hubUser: string, words: Words): JoinPlace {
  const [{ membership }] = classes.shown;
  const { studentId, displayName } = membership.settings.texts;
  const isTaken = classes.inFolder(folder) !== undefined;
  const isVouchedByHub = (serverUrl: string | undefined) => isVouchedAt(serverUrl, classes);
  let opened: OwnClass | undefined;
  return {
    title: words.__('Join another class'),
    isChange: false,
    initial: {
      ...initialTexts({ serverUrl: '', joinCode: '', studentId, displayName, team: '' }, hubUser),
      folder: isTaken ? '' : folder,
    },
    administered: new Set(),
    isVouchedByHub,
    knownServer: knownServer(membership.settings),
    findFolderFlaw: text => findFolderFlaw(text, classes, opened, words),
    join: async (texts, place, signal, shown) => {
      opened ??= classes.open(place);
      if (opened.folder !== place) {
        await opened.membership.settings.saveFolder(place);
      }
      return opened.membership.join(texts, signal, shown, isVouchedByHub(texts.serverUrl));
    },
  };
}

/** A server that takes the hub's word for one class can take it for all. No other is told the hub's token: it could report in the student's name. */
function isVouchedAt(serverUrl: string | undefined, classes: Classes): boolean {
  const vouched = classes.all.map(({ membership }) => membership.settings).filter(settings => settings.isVouchedByHub);
  const servers = vouched.map(({ texts }) => normalAddress(texts.serverUrl));
  return serverUrl === undefined ? servers.length > 0 : servers.includes(normalAddress(serverUrl));
}

function normalAddress(text: string): string {
  const link = readServerLink(text);
  return link.kind === 'address' ? link.serverUrl : text;
}

function knownServer({ administered, texts }: ClassSettings): string {
  return administered.has('serverUrl') ? texts.serverUrl : '';
}

function findFolderFlaw(folder: string, classes: Classes, own: OwnClass | undefined, words: Words): string | undefined {
  if (toFolder(folder) === '') {
    return words.__('Say in which folder the notebooks of this class are: each notebook goes to one class alone.');
  }
  const holder = classes.inFolder(folder);
  return holder === undefined || holder === own ? undefined : words.__('Another of your classes has this folder.');
}
