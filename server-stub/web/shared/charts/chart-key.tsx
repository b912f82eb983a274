import type { ReactNode } from 'react';
import { type ChartSpec, dashOf, fillOf } from './chart-spec';

/** What the values of a chart are and, where it shows several series, which is which. Text of the page and not of the picture: it wraps where there is little room. */
export function ChartKey({ title, spec: { kind, valueName, series } }: { readonly title: string; readonly spec: ChartSpec }): ReactNode {
  return (
    <div className="chart-key soft">
      {valueName !== title && <span>{valueName}</span>}
      {series.length > 1 && (
        <ul>
          {series.map(({ name, colour }, place) => (
            <li key={name} style={{ color: `var(--${colour})` }}>
              {kind === 'bars' ? (
                <span className="chart-swatch" data-fill={fillOf(colour)} aria-hidden="true" />
              ) : (
                <DashSample place={place} />
              )}
              <span className="soft">{name}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A piece of the line. */
function DashSample({ place }: { readonly place: number }): ReactNode {
  return (
    <svg width="28" height="12" viewBox="0 0 28 12" aria-hidden="true">
      <path d="M0 6h28" stroke="currentColor" strokeWidth="3" strokeDasharray={dashOf(place).join(' ')} />
    </svg>
  );
}
