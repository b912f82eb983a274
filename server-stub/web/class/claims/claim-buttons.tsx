import { Button } from '../../shared/components/button';
import { type FocusEvent, type MouseEvent, type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import type { VisitStep } from '../../../../src/protocol';
import { useMe } from '../../session/use-me';
import { t } from '../../text/translate';
import { IconCheck, IconWalk } from '../../shared/theme/icons';
import type { StepDetails, Subject } from './claims';
import { useClaims } from './claims-provider';
import type { VisitState } from './visit-state';
import './claims.css';

interface ClaimButtonsProps {
  readonly subject: Subject;
  /** The student or team, for screen readers. */
  readonly name: string;
  readonly visitState: VisitState;
  /** Whether it is our guess alone that they need somebody, which "Not stuck" answers: nobody guessed who calls, or whom nothing is said of. */
  readonly isGuess: boolean;
  /** Whether the first button stands out; in a list, only on the first line. */
  readonly isLoud?: boolean;
}

/** "I'm going", then "Done" or "Not stuck", or whatever fits the visit state; nothing for people who may only look. */
export function ClaimButtons({ subject, name, visitState, isGuess, isLoud = true }: ClaimButtonsProps): ReactNode {
  const me = useMe();
  const claims = useClaims();
  const { group, handlers } = useKeptFocus();
  if (!me.rights.includes('help.answer')) {
    return null;
  }
  const isMine = visitState.kind !== 'none' && visitState.visit.by.id === me.id;
  const main = isLoud ? 'filled' : 'default';
  const say = (step: VisitStep, more?: StepDetails) => ({ name, onSay: () => void claims.answer(subject, step, more) });
  const notStuck = isGuess && <Say word="notStuck" look="subtle" {...say('done', { finding: 'not_stuck' })} />;
  return (
    <span ref={group} className="claim-buttons" role="group" aria-label={name} tabIndex={-1} {...handlers}>
      {visitState.kind === 'claimed' && isMine && (
        <>
          <Say word="done" look={main} {...say('done')} />
          {notStuck}
          <Say word="giveBack" look="subtle" {...say('open')} />
        </>
      )}
      {visitState.kind === 'claimed' && !isMine && <Say word="takeOver" {...say('claimed', { takeOver: true })} />}
      {visitState.kind === 'visited' && isMine && (
        <>
          {visitState.visit.finding === undefined && notStuck}
          <Say word="undo" look="subtle" {...say('open')} />
        </>
      )}
      {visitState.kind === 'visited' && !isMine && <Say word="go" {...say('claimed')} />}
      {(visitState.kind === 'none' || visitState.kind === 'again') && (
        <>
          <Say word="go" look={main} {...say('claimed')} />
          <Say word="wasThere" look="subtle" {...say('done')} />
          {notStuck}
        </>
      )}
    </span>
  );
}

/**
 * A pressed button is replaced by others. The focus stays on their group, so that Tab goes on from there, but on none of the buttons: a
 * second press of the key must not trigger the next step.
 */
function useKeptFocus() {
  const group: RefObject<HTMLSpanElement | null> = useRef(null);
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    const element = group.current;
    if (hasFocus.current && element?.contains(element.ownerDocument.activeElement) === false) {
      element.focus({ preventScroll: true });
    }
  });
  const handlers = {
    onFocus: () => (hasFocus.current = true),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => (hasFocus.current = currentTarget.contains(relatedTarget)),
  };
  return { group, handlers };
}

interface SayProps {
  readonly word: 'go' | 'done' | 'wasThere' | 'notStuck' | 'giveBack' | 'takeOver' | 'undo';
  readonly look?: 'filled' | 'default' | 'subtle';
  readonly name: string;
  readonly onSay: () => void;
}

function Say({ word, look = 'default', name, onSay }: SayProps): ReactNode {
  const Icon = ICONS[word];
  // After the first click of a double click, another button is under the pointer.
  const onClick = ({ detail }: MouseEvent): void => (detail > 1 ? undefined : onSay());
  return (
    <Button
      size="compact-sm"
      variant={look}
      leftSection={Icon && <Icon size={15} aria-hidden="true" />}
      aria-label={t('claims.to', { what: t(`claims.${word}`), name })}
      data-press={KEYS[word]}
      onClick={onClick}
    >
      {t(`claims.${word}`)}
    </Button>
  );
}

/** Which keyboard shortcut presses the button. */
const KEYS: Readonly<Partial<Record<SayProps['word'], string>>> = { go: 'claim', takeOver: 'claim', done: 'done', wasThere: 'done' };

const ICONS: Readonly<Record<SayProps['word'], typeof IconCheck | undefined>> = {
  go: IconWalk,
  done: IconCheck,
  wasThere: undefined,
  notStuck: undefined,
  giveBack: undefined,
  takeOver: IconWalk,
  undo: undefined,
};
