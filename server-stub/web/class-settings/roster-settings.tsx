import { Button, FileButton } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { strings } from '../strings';
import { FailureNotice } from './failure-notice';
import { RosterChangesList } from './roster-changes';
import { type RosterControl, useRoster } from './use-roster';

/** Who can join: everybody with the code, or those of a CSV file, which is tried before it is used. */
export function RosterSettings({ classId }: { readonly classId: string }): ReactNode {
  const roster = useRoster(classId);
  const { rosterTitle, rosterFormat, chooseFile, removeRoster, presentRoster } = strings.classSettings;
  const isBusy = roster.step.kind === 'busy';
  // Forgets the choice, or choosing the same file again, mended, would be no change.
  const forget = useRef<() => void>(null);
  const tryFile = (file: File | null): void => {
    forget.current?.();
    void (file === null ? undefined : roster.tryFile(file));
  };
  return (
    <section className="settings-part">
      <h3 className="settings-title">{rosterTitle}</h3>
      {roster.count !== undefined && <p>{presentRoster(roster.count)}</p>}
      <p className="soft">{rosterFormat}</p>
      <Step {...roster} />
      <div className="settings-buttons">
        <FileButton accept="text/csv,.csv,.txt" inputProps={{ 'aria-label': chooseFile }} resetRef={forget} onChange={tryFile}>
          {props => (
            <Button {...props} variant="default" loading={isBusy}>
              {chooseFile}
            </Button>
          )}
        </FileButton>
        {(roster.count ?? 0) > 0 && (
          <Button variant="default" disabled={isBusy} onClick={() => roster.show({ kind: 'removing' })}>
            {removeRoster}
          </Button>
        )}
      </div>
    </section>
  );
}

function Step({ step, apply, show, remove }: RosterControl): ReactNode {
  const { confirmRoster, cancel, applied, opened, removeQuestion, removeRoster } = strings.classSettings;
  const goBack = (): void => show({ kind: 'waiting' });
  switch (step.kind) {
    case 'waiting':
    case 'busy':
      return null;
    case 'failed':
      return <FailureNotice failure={step.failure} />;
    case 'tried':
      return (
        <Question confirm={confirmRoster} cancel={cancel} onConfirm={() => void apply(step.file)} onCancel={goBack}>
          <RosterChangesList changes={step.changes} />
        </Question>
      );
    case 'removing':
      return (
        <Question confirm={removeRoster} cancel={cancel} onConfirm={() => void remove()} onCancel={goBack}>
          <p>{removeQuestion}</p>
        </Question>
      );
    case 'applied':
      return <p role="status">{applied(step.changes.students, step.changes.released.length)}</p>;
    case 'removed':
      return <p role="status">{opened}</p>;
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
