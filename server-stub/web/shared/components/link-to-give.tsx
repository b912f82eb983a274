import type { ReactNode } from 'react';
import { Copyable } from './copyable';
import { QrCode } from './qr-code';
import './link-to-give.css';

interface LinkToGiveProps {
  readonly heading?: 'h2' | 'h3';
  /** The heading; also what the copy button names. */
  readonly title: string;
  readonly link: string;
  readonly hint: string;
  /** What the QR code is, for people who cannot see it. */
  readonly qrName: string;
}

/** A link for somebody else, to copy or to point a camera at. */
export function LinkToGive({ heading: Heading = 'h2', title, link, hint, qrName }: LinkToGiveProps): ReactNode {
  return (
    <section className="link-to-give">
      <div>
        <Heading className="link-to-give-title">{title}</Heading>
        <Copyable name={title} value={link} />
        <p className="soft link-to-give-hint">{hint}</p>
      </div>
      <QrCode text={link} label={qrName} />
    </section>
  );
}
