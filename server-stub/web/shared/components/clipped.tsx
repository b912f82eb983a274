import type { ReactNode } from 'react';

interface ClippedProps {
  readonly text: string;
  readonly className?: string;
}

/** A name, or what a student wrote, on one line and cut where it is too long; pointing at it tells the whole. What the page says itself wraps. */
export function Clipped({ text, className = '' }: ClippedProps): ReactNode {
  return (
    <bdi className={`clip ${className}`} title={text}>
      {text}
    </bdi>
  );
}
