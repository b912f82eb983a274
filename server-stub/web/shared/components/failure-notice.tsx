import type { ReactNode } from 'react';
import type { Flaw } from '../../../../src/protocol';
import { failureText, flawLines } from '../../api/failure-text';
import type { Failure } from '../../api/outcome';

interface FailureNoticeProps {
  readonly failure: Failure;
  /** See `flawLines`. */
  readonly wordsFor?: (flaw: Flaw) => string | undefined;
}

/** Why the server refused, with everything it found wrong. */
export function FailureNotice({ failure, wordsFor }: FailureNoticeProps): ReactNode {
  const lines = flawLines(failure, wordsFor);
  return (
    <div className="settings-flaws" role="alert">
      {failureText(failure)}
      {lines.length > 0 && (
        <ul>
          {lines.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
