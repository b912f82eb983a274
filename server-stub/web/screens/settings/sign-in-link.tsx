import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { NewInstructor } from '../../../../src/protocol';
import { usePorts } from '../../ports';
import { formatSignInLink } from '../../session/instructor-token';
import { LinkToGive } from '../../shared/components/link-to-give';
import { OnlyThisComputer } from '../../shared/components/only-this-computer';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';

interface SignInLinkProps {
  readonly added: NewInstructor;
  readonly onHide: () => void;
}

/** The way in for an instructor who was just added: the server tells their token once. */
export function SignInLink({ added, onHide }: SignInLinkProps): ReactNode {
  const { serverUrl } = usePorts().addressBar;
  const name = inertLine(added.name, 80);
  return (
    <div className="settings-sign-in" role="group" aria-label={t('settings.signIn.title', { name })}>
      <LinkToGive
        heading="h3"
        title={t('settings.signIn.title', { name })}
        link={formatSignInLink(serverUrl, added.token)}
        hint={t('settings.signIn.hint')}
        qrName={t('settings.signIn.qrCode', { name })}
      />
      <p role="status">{t('settings.signIn.key', { name })}</p>
      <OnlyThisComputer address={serverUrl} />
      <Button variant="default" onClick={onHide}>
        {t('settings.signIn.hide')}
      </Button>
    </div>
  );
}
