import { type ReactNode, useMemo } from 'react';
import { inert } from '../../../text/inert';
import { t } from '../../../text/translate';
import { diffCode, type DiffLine } from './code-diff';

interface CodeDiffProps {
  readonly before: string;
  readonly after: string;
}

/** What changed between two runs of a cell: a sign before each line, and not its colour alone. */
export function CodeDiff({ before, after }: CodeDiffProps): ReactNode {
  const lines = useMemo(() => diffCode(before, after), [before, after]);
  if (lines === undefined) {
    return <p className="soft">{t('timeline.rewritten')}</p>;
  }
  return (
    <pre tabIndex={0} className="code-font">
      {lines.map((line, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line has no other identity
        <Line key={index} line={line} />
      ))}
    </pre>
  );
}

const SIGNS = { added: '+', removed: '−', kept: ' ' } as const;

function Line({ line: { change, text } }: { readonly line: DiffLine }): ReactNode {
  const content = `${SIGNS[change]} ${inert(text)}\n`;
  switch (change) {
    case 'added':
      return <ins className="diff-line">{content}</ins>;
    case 'removed':
      return <del className="diff-line">{content}</del>;
    case 'kept':
      return <span className="diff-line">{content}</span>;
  }
}
