import { Button, CloseButton } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Visit } from '../../../../src/protocol';
import { usePorts } from '../../ports';
import { t } from '../../text/translate';
import { type Helped, type Subject, subjectKey } from './claims';
import { useClaims } from './claims-provider';
import { Findings } from './findings';

/** Long enough to read five words and to tap one. */
const SHOWN_MS = 12_000;

interface HelpedNoteProps {
  readonly helped: Helped;
  readonly name: string;
  readonly visit: Visit;
}

/** Who was helped, with what can be said of it, for some seconds. */
export function HelpedNote({ helped, name, visit }: HelpedNoteProps): ReactNode {
  const claims = useClaims();
  const { timers } = usePorts();
  const [isPointed, setPointed] = useState(false);
  const [isTyped, setTyped] = useState(false);
  const isHeld = isPointed || isTyped;
  const putAway = useCallback(() => claims.helped.setState(before => (before === helped ? undefined : before), true), [claims, helped]);
  useEffect(() => (isHeld ? undefined : timers.after(SHOWN_MS, putAway)), [isHeld, timers, putAway]);
  const subject: Subject = { key: subjectKey(helped.target), target: helped.target, calls: [] };
  return (
    <section
      className="helped-bar"
      aria-label={t('remarks.helped', { name })}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      // A chip keeps the focus of the tap that chose it: only who uses the keyboard is still there.
      onFocus={({ target }) => setTyped(target.matches(':focus-visible'))}
      onBlur={() => setTyped(false)}
    >
      <p role="status">
        <bdi>{t('remarks.helped', { name })}</bdi>
      </p>
      <Findings subject={subject} name={name} visit={visit} />
      <Button size="compact-sm" variant="subtle" className="helped-undo" onClick={() => void claims.answer(subject, 'open')}>
        {t('claims.undo')}
      </Button>
      <CloseButton aria-label={t('remarks.putAway')} onClick={putAway} />
    </section>
  );
}
