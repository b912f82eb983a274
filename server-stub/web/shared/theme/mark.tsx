import type { ReactNode } from 'react';

/** The product's sign: four seats and the instructor among them, one of them in need. */
export function Mark({ size }: { readonly size: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#1f544e" />
      <circle cx="9" cy="10" r="3.5" fill="#7fd8c6" />
      <circle cx="23" cy="10" r="3.5" fill="#7fd8c6" />
      <path d="M9 17.6 13 25H5z" fill="#ffad85" />
      <circle cx="23" cy="22" r="2.9" fill="none" stroke="#b9cfc9" strokeWidth="1.6" />
      <circle cx="16" cy="16" r="1.6" fill="#b9cfc9" />
    </svg>
  );
}
