import { Fragment, useEffect, useId, useState } from 'react';

import { ClassCard } from './class-card';
import type { Finding } from './class-finder';
import { describeConsequence } from './join-words';
import { describeField, type JoinField, type JoinFlaws, type JoinProgress, type JoinTexts } from './join-form';
import type { Words } from '../../jupyter/words';

export interface JoinViewProps {
  readonly fields: readonly JoinField[];
  readonly initial: JoinTexts;
  readonly flaws: JoinFlaws;
  readonly finding: Finding;
  /** The same, as far as the student has seen it. */
  readonly seen: Finding;
  readonly progress: JoinProgress;
  readonly words: Words;
  readonly onChange: (texts: JoinTexts) => void;
  /** The form has been drawn with what was found. */
  readonly onDrawn: (finding: Finding) => void;
}

/** The form that joins a class. Keeps what is typed; the rest comes from outside. */
export function JoinView({ fields, initial, flaws, finding, seen, progress, words, onChange, onDrawn }: JoinViewProps) {
  const [texts, setTexts] = useState(initial);
  useEffect(() => onDrawn(finding), [finding, onDrawn]);
  const change = (field: JoinField, text: string) => {
    const next = { ...texts, [field]: text };
    setTexts(next);
    onChange(next);
  };
  // Right below the link and above the personal details: students see what they agree to before they enter who they are.
  const about = <ClassCard finding={finding} asksForId={fields.includes('studentId')} words={words} />;
  return (
    <div className="jp-CellMonitor-form">
      <Progress progress={progress} words={words} />
      {fields.includes('link') ? null : about}
      {fields.map(field => (
        <Fragment key={field}>
          <Field
            field={field}
            text={texts[field]}
            flaw={flaws[field]}
            choices={field === 'team' ? teamChoices(finding) : undefined}
            isDisabled={progress.kind === 'joining'}
            words={words}
            onChange={text => change(field, text)}
          />
          {field === 'link' ? about : null}
        </Fragment>
      ))}
      <p className="jp-CellMonitor-note">{describeConsequence(seen, words)}</p>
    </div>
  );
}

function teamChoices(finding: Finding): readonly string[] | undefined {
  return finding.kind === 'found' && finding.preview.teams.from === 'listed' ? finding.preview.teams.list : undefined;
}

interface FieldProps {
  readonly field: JoinField;
  readonly text: string;
  readonly flaw: string | undefined;
  /** What there is to choose from; undefined for free text. */
  readonly choices: readonly string[] | undefined;
  readonly isDisabled: boolean;
  readonly words: Words;
  readonly onChange: (text: string) => void;
}

function Field({ field, text, flaw, choices, isDisabled, words, onChange }: FieldProps) {
  const id = useId();
  const { label, hint, isOptional } = describeField(field, words);
  const control = { id, name: field, className: 'jp-mod-styled', 'aria-invalid': flaw !== undefined, 'aria-describedby': `${id}-hint` };
  return (
    <div className="jp-CellMonitor-field">
      <label htmlFor={id}>
        {label} {isOptional && <span className="jp-CellMonitor-optional">{words.__('(optional)')}</span>}
      </label>
      {choices === undefined ? (
        <input
          {...control}
          type="text"
          value={text}
          readOnly={isDisabled}
          required={!isOptional}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={event => onChange(event.target.value)}
        />
      ) : (
        <select
          {...control}
          value={choices.includes(text) ? text : ''}
          disabled={isDisabled}
          onChange={event => onChange(event.target.value)}
        >
          <option value="">{words.__('No team')}</option>
          {choices.map(choice => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      )}
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
