import type { ReactNode } from 'react';
import type { RosterReply, RosterStudent } from '../../../src/protocol';
import { strings } from '../strings';
import { inertLine } from '../text/inert';

const NAME_LENGTH = 80;
/** Lines of each list; a first roster has hundreds, and all are new. */
const LINES = 100;

/** What a roster would change, before it is used. */
export function RosterChangesList({ changes }: { readonly changes: RosterReply }): ReactNode {
  const { tried, added, removed, changed, released, nothing } = strings.classSettings;
  const lists = [
    { title: released, lines: changes.released.map(id => inertLine(id, NAME_LENGTH)) },
    { title: removed, lines: changes.removed.map(describe) },
    { title: changed, lines: changes.changed.map(({ before, after }) => `${describe(before)} → ${describe(after)}`) },
    { title: added, lines: changes.added.map(describe) },
  ].filter(({ lines }) => lines.length > 0);
  return (
    <div className="roster-changes" role="status">
      <p>{tried(changes.students)}</p>
      {lists.length === 0 && <p>{nothing}</p>}
      {lists.map(({ title, lines }) => (
        <List key={title(0)} title={title(lines.length)} lines={lines} />
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
        {hidden > 0 && <li>{strings.classSettings.more(hidden)}</li>}
      </ul>
    </>
  );
}

function describe({ studentId, displayName, team = '' }: RosterStudent): string {
  const words = [studentId, displayName === studentId ? '' : displayName, team];
  return words
    .filter(word => word !== '')
    .map(word => inertLine(word, NAME_LENGTH))
    .join(strings.detailSeparator);
}
