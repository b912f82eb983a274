import type { ComponentPropsWithRef, ReactNode } from 'react';
import './button.css';

interface ButtonLook {
  readonly variant?: 'filled' | 'default' | 'subtle' | undefined;
  /** Its height: 26, 30 or 36 pixels. */
  readonly size?: 'compact-sm' | 'compact-md' | 'sm' | undefined;
  readonly leftSection?: ReactNode;
}

export type ButtonProps = ButtonLook & ComponentPropsWithRef<'button'>;

/** A button of the first screen, which does without the component library's: that brings seven times the code. */
export function Button({ variant = 'filled', size = 'sm', leftSection, className = '', children, ...button }: ButtonProps): ReactNode {
  return (
    <button type="button" {...button} className={`button ${className}`} data-variant={variant} data-size={size}>
      <Inside leftSection={leftSection}>{children}</Inside>
    </button>
  );
}

/** A link that looks like one. */
export function LinkButton({
  variant = 'filled',
  size = 'sm',
  leftSection,
  children,
  ...link
}: ButtonLook & ComponentPropsWithRef<'a'>): ReactNode {
  return (
    <a {...link} className="button" data-variant={variant} data-size={size}>
      <Inside leftSection={leftSection}>{children}</Inside>
    </a>
  );
}

function Inside({ leftSection, children }: { readonly leftSection: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <>
      {leftSection !== undefined && <span className="button-section">{leftSection}</span>}
      <span className="button-label">{children}</span>
    </>
  );
}
