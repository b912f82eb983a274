import { Button, PasswordInput } from '@mantine/core';
import { useSession } from './session-provider';
import { type FormEvent, type ReactNode, useState } from 'react';
import { failureText } from '../api/failure-text';
import { type Failure, isAccessFailure } from '../api/outcome';
import { t } from '../text/translate';
import { EntrancePage } from './entrance-page';
import { HubSignIn } from './hub-sign-in';
import { tokenInInput } from './instructor-token';
import type { Notice } from './session';

interface TokenPageProps {
  readonly notice: Notice | undefined;
  readonly isBusy: boolean;
  readonly tried: string;
}

/** Asks for the printed link or its token, and says what was wrong with the last one. */
export function TokenPage({ notice, isBusy, tried }: TokenPageProps): ReactNode {
  const session = useSession();
  const [text, setText] = useState(tried);
  const [isEmptyTried, setEmptyTried] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const token = tokenInInput(text);
    setEmptyTried(token === '');
    if (token !== '') {
      void session.signIn(token);
    }
  };
  return (
    <EntrancePage title={t('entrance.token.title')} lead={t('entrance.token.lead')}>
      <form onSubmit={submit} noValidate>
        <NoticeText notice={notice} />
        <HubSignIn />
        <PasswordInput
          label={t('entrance.token.label')}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          size="md"
          error={isEmptyTried && text === '' ? t('entrance.token.empty') : undefined}
        />
        <Button type="submit" fullWidth mt="md" size="md" loading={isBusy}>
          {t('entrance.token.submit')}
        </Button>
      </form>
    </EntrancePage>
  );
}

function NoticeText({ notice }: { readonly notice: Notice | undefined }): ReactNode {
  if (notice === undefined) {
    return null;
  }
  const [text, hint] = describeNotice(notice);
  return (
    <div className="entrance-notice" role="alert" data-bad={notice.kind === 'failed' || notice.kind === 'sign_out_failed'}>
      <p>{text}</p>
      {hint !== '' && <p>{hint}</p>}
    </div>
  );
}

function describeNotice(notice: Notice): readonly [text: string, hint: string] {
  switch (notice.kind) {
    case 'failed':
      return describeFailure(notice.failure);
    case 'ended':
      return [t('entrance.token.ended'), ''];
    case 'signed_out':
      return [t('entrance.token.signedOut'), ''];
    case 'sign_out_failed':
      return [t('entrance.token.signOutFailed'), ''];
  }
}

function describeFailure(failure: Failure): readonly [text: string, hint: string] {
  if (failure.kind === 'unreachable') {
    return [t('entrance.token.unreachable'), t('entrance.token.unreachableHint')];
  }
  return isAccessFailure(failure) ? [failureText(failure), t('entrance.token.wrongHint')] : [failureText(failure), ''];
}
