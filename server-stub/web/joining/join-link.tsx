import type { ReactNode } from 'react';
import { formatJoinLink } from '../../../src/protocol';
import { usePorts } from '../ports';
import { strings } from '../strings';
import { Copyable } from './copyable';
import { QrCode } from './qr-code';

/** The one thing to give to students: a link with the address and the code in it, to copy or to point a camera at. */
export function JoinLink({ joinCode }: { readonly joinCode: string }): ReactNode {
  const { addressBar } = usePorts();
  const { link, linkHint, qrCode } = strings.joining;
  const value = formatJoinLink(addressBar.serverUrl, joinCode);
  return (
    <section className="join-link">
      <div>
        <h2 className="join-guide-label">{link}</h2>
        <Copyable name={link} value={value} />
        <p className="soft join-link-hint">{linkHint}</p>
      </div>
      <QrCode text={value} label={qrCode} />
    </section>
  );
}
