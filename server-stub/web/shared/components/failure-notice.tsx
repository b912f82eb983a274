import type { ReactNode } from 'react';
import { failureText, flawLines } from '../../api/failure-text';
import type { Failure } from '../../api/outcome';

/** Why the server refused, with everything it found wrong. */
export function FailureNotice({ failure }: { readonly failure: Failure }): ReactNode {
  const lines = flawLines(failure);
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
