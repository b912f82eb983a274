import type { ReactNode } from 'react';
import { formatJoinLink } from '../../../../src/protocol';
import { usePorts } from '../../ports';
import { t } from '../../text/translate';
import { Copyable } from '../../shared/components/copyable';
import { QrCode } from './qr-code';

/** The one thing to give to students: a link with the address and the code in it, to copy or to point a camera at. */
export function JoinLink({ joinCode }: { readonly joinCode: string }): ReactNode {
  const { addressBar } = usePorts();
  const value = formatJoinLink(addressBar.serverUrl, joinCode);
  return (
    <section className="join-link">
      <div>
        <h2 className="join-guide-label">{t('joining.link')}</h2>
        <Copyable name={t('joining.link')} value={value} />
        <p className="soft join-link-hint">{t('joining.linkHint')}</p>
      </div>
      <QrCode text={value} label={t('joining.qrCode')} />
    </section>
  );
}
