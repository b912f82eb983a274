import type { ReactNode } from 'react';

/** A part of the panel that the student opens when they want to know. */
export function Fold({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <details className="jp-CellMonitor-section">
      <summary className="jp-CellMonitor-heading">{heading}</summary>
      <div className="jp-CellMonitor-foldBody">{children}</div>
    </details>
  );
}
