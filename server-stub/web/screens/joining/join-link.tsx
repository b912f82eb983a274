import type { ReactNode } from 'react';
import { formatJoinLink } from '../../../../src/protocol';
import { usePorts } from '../../ports';
import { LinkToGive } from '../../shared/components/link-to-give';
import { t } from '../../text/translate';

/** The one thing to give to students: a link with the address and the code in it. */
export function JoinLink({ joinCode }: { readonly joinCode: string }): ReactNode {
  const { addressBar } = usePorts();
  return (
    <LinkToGive
      title={t('joining.link')}
      link={formatJoinLink(addressBar.serverUrl, joinCode)}
      hint={t('joining.linkHint')}
      qrName={t('joining.qrCode')}
    />
  );
}
