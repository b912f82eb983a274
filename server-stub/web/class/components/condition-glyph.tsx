import type { ReactNode } from 'react';
import type { Condition } from '../model/condition';
import './condition-glyph.css';

interface ConditionGlyphProps {
  readonly condition: Condition;
  /** Pixels. */
  readonly size?: number;
}

/**
 * A student's condition as an icon. Shapes alone tell them apart; colour only helps.
 * Always used beside its text, or in a picture with a text alternative.
 */
export function ConditionGlyph({ condition, size = 16 }: ConditionGlyphProps): ReactNode {
  return (
    <svg className="condition-glyph" data-condition={condition} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[condition]}
    </svg>
  );
}

const SHAPES: Readonly<Record<Condition, ReactNode>> = {
  help: <path d="M8 .6 15.4 8 8 15.4.6 8z" fill="currentColor" />,
  stuck: <path d="M8 1.2 15.4 14.4H.6z" fill="currentColor" />,
  working: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  idle: <circle cx="8" cy="8" r="4.8" fill="none" stroke="currentColor" strokeWidth="2.4" />,
  offline: <path d="m3.2 3.2 9.6 9.6m0-9.6-9.6 9.6" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />,
  left: <path d="M2.6 8h8M7.4 4.4 11 8l-3.6 3.6M13.4 3v10" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  not_started: (
    <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.8" strokeDasharray="0.2 3.9" strokeLinecap="round" />
  ),
  not_here: <path d="M4 4h8v8H4z" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  not_joined: <path d="M3.4 8h9.2" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />,
};
