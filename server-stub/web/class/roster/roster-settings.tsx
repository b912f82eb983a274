import { Button, FileButton } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import type { RosterReply } from '../../../../src/protocol';
import { t } from '../../text/translate';
import { FailureNotice } from '../../shared/components/failure-notice';
import { rosterFlawText } from './roster-flaw-text';
import { RosterChangesList } from './roster-changes';
import { type RosterControl, useRoster } from './use-roster';

/** Who can join: everybody with the code, or only students in a CSV file, which is tried before it is used. */
export function RosterSettings({ classId }: { readonly classId: string }): ReactNode {
  const roster = useRoster(classId);
  const isBusy = roster.step.kind === 'busy';
  // Clears the input: choosing the same file again after an edit would otherwise be no change.
  const forget = useRef<() => void>(null);
  const tryFile = (file: File | null): void => {
    forget.current?.();
    void (file === null ? undefined : roster.tryFile(file));
  };
  return (
    <section className="settings-part">
      <h3 className="settings-title">{t('roster.rosterTitle')}</h3>
      {roster.count !== undefined && <p>{presentRosterText(roster.count, roster.isClosed)}</p>}
      <p className="soft">{t('roster.rosterFormat')}</p>
      <Step {...roster} />
      <div className="settings-buttons">
        <FileButton accept="text/csv,.csv,.txt" inputProps={{ 'aria-label': t('roster.chooseFile') }} resetRef={forget} onChange={tryFile}>
          {props => (
            <Button {...props} variant="default" loading={isBusy}>
              {t('roster.chooseFile')}
            </Button>
          )}
        </FileButton>
        {((roster.count ?? 0) > 0 || roster.isClosed) && (
          <Button variant="default" disabled={isBusy} onClick={() => roster.show({ kind: 'removing' })}>
            {t('roster.removeRoster')}
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
      return <FailureNotice failure={step.failure} wordsFor={rosterFlawText} />;
    case 'tried':
      return (
        <Question confirm={t('roster.confirmRoster')} cancel={t('roster.cancel')} onConfirm={() => void apply(step.file)} onCancel={goBack}>
          <RosterChangesList changes={step.changes} />
        </Question>
      );
    case 'removing':
      return (
        <Question confirm={t('roster.removeRoster')} cancel={t('roster.cancel')} onConfirm={() => void remove()} onCancel={goBack}>
          <p>{t('roster.removeQuestion')}</p>
        </Question>
      );
    case 'applied':
      return <p role="status">{appliedText(step.changes)}</p>;
    case 'removed':
      return <p role="status">{t('roster.opened')}</p>;
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
    return t('roster.closedRoster');
  }
  return count === 0 ? t('roster.noRoster') : t('roster.presentRoster', { count });
}

function appliedText({ students, released }: RosterReply): string {
  const applied = t('roster.applied', { count: students });
  return released.length === 0 ? applied : `${applied} ${t('roster.appliedReleased', { n: released.length })}`;
}
