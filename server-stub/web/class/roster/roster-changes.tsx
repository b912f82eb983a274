import type { ReactNode } from 'react';
import type { RosterReply, RosterStudent } from '../../../../src/protocol';
import { t } from '../../text/translate';
import { inertLine } from '../../text/inert';

const NAME_LENGTH = 80;
/** Lines of each list; a first roster has hundreds, and all are new. */
const LINES = 100;

/** What a roster would change, before it is used. */
export function RosterChangesList({ changes }: { readonly changes: RosterReply }): ReactNode {
  const lists = [
    { title: t('roster.released', { n: changes.released.length }), lines: changes.released.map(id => inertLine(id, NAME_LENGTH)) },
    { title: t('roster.removed', { n: changes.removed.length }), lines: changes.removed.map(describe) },
    {
      title: t('roster.changed', { n: changes.changed.length }),
      lines: changes.changed.map(({ before, after }) => `${describe(before)} → ${describe(after)}`),
    },
    { title: t('roster.added', { n: changes.added.length }), lines: changes.added.map(describe) },
  ].filter(({ lines }) => lines.length > 0);
  return (
    <div className="roster-changes" role="status">
      <p>{t('roster.tried', { count: changes.students })}</p>
      <p className="soft">{howItWasRead(changes)}</p>
      {lists.length === 0 && <p>{t('roster.nothing')}</p>}
      {lists.map(({ title, lines }) => (
        <List key={title} title={title} lines={lines} />
      ))}
    </div>
  );
}

function List({ title, lines }: { readonly title: string; readonly lines: readonly string[] }): ReactNode {
  const hidden = lines.length - LINES;
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {lines.slice(0, LINES).map(line => (
          <li key={line}>
            <bdi>{line}</bdi>
          </li>
        ))}
        {hidden > 0 && <li>{t('roster.more', { n: hidden })}</li>}
      </ul>
    </>
  );
}

/** For the instructor to see that the right columns were taken, and how the names were read. */
function howItWasRead({ encoding, columns: { studentId, displayName, team } }: RosterReply): string {
  const title = (text: string): string => inertLine(text, NAME_LENGTH);
  const columns = [
    t('roster.columns.studentId', { title: title(studentId) }),
    ...(displayName.length > 0 ? [t('roster.columns.displayName', { title: displayName.map(title).join(' + ') })] : []),
    ...(team !== undefined ? [t('roster.columns.team', { title: title(team) })] : []),
  ].join(t('common.listSeparator'));
  return encoding === 'shift_jis' || encoding === 'windows-1252'
    ? `${columns} ${t('roster.guessedEncoding', { encoding: ENCODINGS[encoding] })}`
    : columns;
}

/** As people who save spreadsheets know them. */
const ENCODINGS = { shift_jis: 'Shift_JIS', 'windows-1252': 'Windows-1252' } as const;

function describe({ studentId, displayName, team = '' }: RosterStudent): string {
  const words = [studentId, displayName === studentId ? '' : displayName, team];
  return words
    .filter(word => word !== '')
    .map(word => inertLine(word, NAME_LENGTH))
    .join(t('common.detailSeparator'));
}
