import { useId, useState } from 'react';

import { acceptPastedLink, type IdentityField, type IdentityFlaws, type IdentityTexts } from './identity-settings';
import { describeField, type JoinProgress } from './join-form';
import type { Words } from './words';

export interface JoinViewProps {
  readonly fields: readonly IdentityField[];
  readonly initial: IdentityTexts;
  readonly flaws: IdentityFlaws;
  readonly progress: JoinProgress;
  readonly words: Words;
  readonly onChange: (texts: IdentityTexts) => void;
}

/** The form that joins a class. Keeps what is typed; the rest comes from outside. */
export function JoinView({ fields, initial, flaws, progress, words, onChange }: JoinViewProps) {
  const [texts, setTexts] = useState(initial);
  const change = (field: IdentityField, text: string) => {
    const next = acceptPastedLink({ ...texts, [field]: text }, field);
    setTexts(next);
    onChange(next);
  };
  return (
    <div className="jp-CellMonitor-form">
      <Progress progress={progress} words={words} />
      {fields.map(field => (
        <Field
          key={field}
          field={field}
          text={texts[field]}
          flaw={flaws[field]}
          isDisabled={progress.kind === 'joining'}
          words={words}
          onChange={text => change(field, text)}
        />
      ))}
      <p className="jp-CellMonitor-note">
        {words.__('When you have joined, you see exactly what your class asks for. Nothing of your work is recorded until you agree.')}
      </p>
    </div>
  );
}

interface FieldProps {
  readonly field: IdentityField;
  readonly text: string;
  readonly flaw: string | undefined;
  readonly isDisabled: boolean;
  readonly words: Words;
  readonly onChange: (text: string) => void;
}

function Field({ field, text, flaw, isDisabled, words, onChange }: FieldProps) {
  const id = useId();
  const { label, hint, isOptional } = describeField(field, words);
  return (
    <div className="jp-CellMonitor-field">
      <label htmlFor={id}>
        {label} {isOptional && <span className="jp-CellMonitor-optional">{words.__('(optional)')}</span>}
      </label>
      <input
        id={id}
        name={field}
        className="jp-mod-styled"
        type="text"
        value={text}
        readOnly={isDisabled}
        required={!isOptional}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={flaw !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={event => onChange(event.target.value)}
      />
      <span
        id={`${id}-hint`}
        className={flaw === undefined ? 'jp-CellMonitor-hint' : 'jp-CellMonitor-flaw'}
        role={flaw === undefined ? undefined : 'alert'}
      >
        {flaw ?? hint}
      </span>
    </div>
  );
}

function Progress({ progress, words }: { readonly progress: JoinProgress; readonly words: Words }) {
  return (
    <div className="jp-CellMonitor-progress" data-kind={progress.kind} role="status">
      {progressText(progress, words)}
    </div>
  );
}

function progressText(progress: JoinProgress, words: Words): string {
  switch (progress.kind) {
    case 'editing':
      return '';
    case 'joining':
      return words.__('Joining your class…');
    case 'refused':
      return progress.reason;
    case 'waiting':
      return words.__(
        'Your details are stored, and you join as soon as the class server answers. You can close this. Reason: %1.',
        progress.reason,
      );
  }
}
