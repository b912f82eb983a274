import { Button, FileButton } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import type { RosterReply } from '../../../../../src/protocol';
import { t } from '../../../text/translate';
import { FailureNotice } from '../../../shared/components/failure-notice';
import { RosterChangesList } from './roster-changes';
import { type RosterControl, useRoster } from './use-roster';

/** Who can join: everybody with the code, or those of a CSV file, which is tried before it is used. */
export function RosterSettings({ classId }: { readonly classId: string }): ReactNode {
  const roster = useRoster(classId);
  const isBusy = roster.step.kind === 'busy';
  // Forgets the choice, or choosing the same file again, mended, would be no change.
  const forget = useRef<() => void>(null);
  const tryFile = (file: File | null): void => {
    forget.current?.();
    void (file === null ? undefined : roster.tryFile(file));
  };
  return (
    <section className="settings-part">
      <h3 className="settings-title">{t('settings.rosterTitle')}</h3>
      {roster.count !== undefined && <p>{presentRosterText(roster.count, roster.isClosed)}</p>}
      <p className="soft">{t('settings.rosterFormat')}</p>
      <Step {...roster} />
      <div className="settings-buttons">
        <FileButton
          accept="text/csv,.csv,.txt"
          inputProps={{ 'aria-label': t('settings.chooseFile') }}
          resetRef={forget}
          onChange={tryFile}
        >
          {props => (
            <Button {...props} variant="default" loading={isBusy}>
              {t('settings.chooseFile')}
            </Button>
          )}
        </FileButton>
        {((roster.count ?? 0) > 0 || roster.isClosed) && (
          <Button variant="default" disabled={isBusy} onClick={() => roster.show({ kind: 'removing' })}>
            {t('settings.removeRoster')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Step({ step, apply, show, remove }: RosterControl): ReactNode {
  const goBack = (): void => show({ kind: 'waiting' });
  switch (step.kind) {
    case 'waiting':
    case 'busy':
      return null;
    case 'failed':
      return <FailureNotice failure={step.failure} />;
    case 'tried':
      return (
        <Question
          confirm={t('settings.confirmRoster')}
          cancel={t('settings.cancel')}
          onConfirm={() => void apply(step.file)}
          onCancel={goBack}
        >
          <RosterChangesList changes={step.changes} />
        </Question>
      );
    case 'removing':
      return (
        <Question confirm={t('settings.removeRoster')} cancel={t('settings.cancel')} onConfirm={() => void remove()} onCancel={goBack}>
          <p>{t('settings.removeQuestion')}</p>
        </Question>
      );
    case 'applied':
      return <p role="status">{appliedText(step.changes)}</p>;
    case 'removed':
      return <p role="status">{t('settings.opened')}</p>;
  }
}

interface QuestionProps {
  readonly confirm: string;
  readonly cancel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

function Question({ confirm, cancel, onConfirm, onCancel, children }: QuestionProps): ReactNode {
  return (
    <div role="group">
      {children}
      <div className="settings-buttons">
        <Button onClick={onConfirm}>{confirm}</Button>
        <Button variant="default" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </div>
  );
}

function presentRosterText(count: number, isClosed: boolean): string {
  if (isClosed) {
    return t('settings.closedRoster');
  }
  return count === 0 ? t('settings.noRoster') : t('settings.presentRoster', { count });
}

function appliedText({ students, released }: RosterReply): string {
  const applied = t('settings.applied', { count: students });
  return released.length === 0 ? applied : `${applied} ${t('settings.appliedReleased', { n: released.length })}`;
}
