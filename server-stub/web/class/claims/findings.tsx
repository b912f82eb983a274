import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { LIMITS, type Visit, VISIT_FINDINGS } from '../../../../src/protocol';
import { useMe } from '../../session/use-me';
import { t } from '../../text/translate';
import { useBoard } from '../live/live-class-provider';
import { closedBy, type Subject } from './claims';
import { useClaims } from './claims-provider';
import './claims.css';

interface FindingsProps {
  readonly subject: Subject;
  /** The student or team, for screen readers. */
  readonly name: string;
  /** What is there already. */
  readonly visit: Visit;
}

/**
 * What was found at somebody who was helped, one tap for each, and a note for colleagues; nothing for people who may only look. “Not stuck” judges
 * our guess, so it is not offered for who called.
 */
export function Findings({ subject, name, visit }: FindingsProps): ReactNode {
  const mayAnswer = useMe().rights.includes('help.answer');
  const claims = useClaims();
  const hasCalled = closedBy(visit, subject.target, useBoard()).length > 0;
  return (
    mayAnswer && (
      <div className="findings" role="group" aria-label={t('remarks.foundAt', { name })}>
        {VISIT_FINDINGS.filter(finding => finding !== 'not_stuck' || !hasCalled || visit.finding === finding).map(finding => (
          <Button
            key={finding}
            size="compact-sm"
            radius="xl"
            variant={visit.finding === finding ? 'filled' : 'default'}
            aria-pressed={visit.finding === finding}
            onClick={() => void claims.answer(subject, 'done', { finding, isRemark: true })}
          >
            {t(`claims.findings.${finding}`)}
          </Button>
        ))}
        <Note key={visit.note ?? ''} subject={subject} note={visit.note ?? ''} />
      </div>
    )
  );
}

/** Opens when it is asked for, so that the reasons stay one line. */
function Note({ subject, note }: Pick<FindingsProps, 'subject'> & { readonly note: string }): ReactNode {
  const claims = useClaims();
  const [text, setText] = useState<string>();
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (text !== undefined && text.trim() !== note) {
      void claims.answer(subject, 'done', { note: text.trim(), isRemark: true });
    }
    setText(undefined);
  };
  return text === undefined ? (
    <Button size="compact-sm" variant="subtle" onClick={() => setText(note)}>
      {t(note === '' ? 'remarks.addNote' : 'remarks.changeNote')}
    </Button>
  ) : (
    <form className="finding-note" onSubmit={save}>
      <TextInput
        size="xs"
        aria-label={t('remarks.note')}
        placeholder={t('remarks.noteHint')}
        maxLength={LIMITS.noteLength}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        data-autofocus
        autoFocus
      />
      <Button type="submit" size="xs">
        {t('remarks.saveNote')}
      </Button>
    </form>
  );
}
