import { createContext, type ReactNode, useContext, useState } from 'react';

/** The names of the folds that the student has opened. Without it, a fold that is drawn anew is closed. */
export const OpenFolds = createContext<Set<string> | undefined>(undefined);

export interface FoldProps {
  /** The same wherever it is drawn, and no other's. */
  readonly name: string;
  /** What is seen of it while it is closed: a `<summary>`. */
  readonly summary: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What a student opens when they want to know. It stays as they left it, also when it is drawn in another place from then on. */
export function Fold({ name, summary, className, children }: FoldProps) {
  const open = useContext(OpenFolds);
  // The element keeps it by itself from then on.
  const [isOpenAtFirst] = useState(() => open?.has(name) === true);
  const note = (isOpen: boolean) => (isOpen ? open?.add(name) : open?.delete(name));
  return (
    <details className={className} open={isOpenAtFirst} onToggle={event => note(event.currentTarget.open)}>
      {summary}
      {children}
    </details>
  );
}

/** A fold that is a part of its own, with a heading. */
export function FoldedSection({ name, heading, children }: Omit<FoldProps, 'summary' | 'className'> & { readonly heading: string }) {
  return (
    <Fold name={name} className="jp-CellMonitor-section" summary={<summary className="jp-CellMonitor-heading">{heading}</summary>}>
      {children}
    </Fold>
  );
}
