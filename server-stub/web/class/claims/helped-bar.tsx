import { Button, CloseButton } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Visit, VisitTarget } from '../../../../src/protocol';
import { useLive } from '../live/live-class-provider';
import type { Board } from '../model/board';
import { nameOf, teamName } from '../model/names';
import { visitTo } from '../model/pending-answers';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { usePorts } from '../../ports';
import { t } from '../../text/translate';
import { type Helped, type Subject, subjectKey } from './claims';
import { useClaims } from './claims-provider';
import { Findings } from './findings';

/** Long enough to read five words and to tap one. */
const SHOWN_MS = 12_000;

/** After somebody was marked as helped: what was found, one tap away and never asked for, and the way back. It goes by itself. */
export function HelpedBar(): ReactNode {
  const helped = useStore(useClaims().helped);
  const board = useLive(state => state.board);
  const visit = helped && board && visitTo(board, helped.target);
  return useIsProjecting() || helped === undefined || board === undefined || visit?.status !== 'done' ? null : (
    <Bar key={subjectKey(helped.target)} helped={helped} name={nameIn(board, helped.target)} visit={visit} />
  );
}

interface BarProps {
  readonly helped: Helped;
  readonly name: string;
  readonly visit: Visit;
}

function Bar({ helped, name, visit }: BarProps): ReactNode {
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
      aria-label={t('claims.helped', { name })}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      // A chip keeps the focus of the tap that chose it: only who uses the keyboard is still there.
      onFocus={({ target }) => setTyped(target.matches(':focus-visible'))}
      onBlur={() => setTyped(false)}
    >
      <p role="status">
        <bdi>{t('claims.helped', { name })}</bdi>
      </p>
      <Findings subject={subject} name={name} visit={visit} />
      <Button size="compact-sm" variant="subtle" className="helped-undo" onClick={() => void claims.answer(subject, 'open')}>
        {t('claims.undo')}
      </Button>
      <CloseButton aria-label={t('claims.putAway')} onClick={putAway} />
    </section>
  );
}

function nameIn({ students }: Board, target: VisitTarget): string {
  const student = 'team' in target ? undefined : students.get(target.studentId);
  return 'team' in target ? teamName(target.team) : student === undefined ? '' : nameOf(student);
}
