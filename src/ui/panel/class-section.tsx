import { type ReactNode, useState } from 'react';

import { nameClass } from '../status/class-words';
import { statusIcons } from '../shared/icons';
import { describeStatus } from '../status/status-words';
import type { MembershipFacts } from '../../classes/membership';
import type { Words } from '../../jupyter/words';

export interface ClassSectionProps {
  readonly folder: string;
  readonly facts: MembershipFacts;
  readonly words: Words;
  readonly children: ReactNode;
}

/** One class of several: its name and how it stands, and the rest when the student opens it, or when it needs to be looked at. */
export function ClassSection({ folder, facts, words, children }: ClassSectionProps) {
  const name = nameClass(folder, words);
  const { shape, label } = describeStatus(facts, words);
  const isCalling = shape === 'attention' || facts.status.help !== null;
  /** What the student chose holds while nothing new calls. */
  const [choice, setChoice] = useState({ isOpen: isCalling, isCalling });
  const isOpen = choice.isCalling === isCalling ? choice.isOpen : isCalling;
  const onToggle = (isNowOpen: boolean) => {
    if (isNowOpen !== isOpen) {
      setChoice({ isOpen: isNowOpen, isCalling });
    }
  };
  const Icon = statusIcons[shape];
  return (
    <section className="jp-CellMonitor-ownClass" aria-label={name}>
      <details open={isOpen} onToggle={event => onToggle(event.currentTarget.open)}>
        <summary className="jp-CellMonitor-className">
          <h2>
            <bdi>{name}</bdi>
          </h2>
          <span className="jp-CellMonitor-sentence" data-shape={shape}>
            <Icon.react tag="span" className="jp-CellMonitor-icon" />
            <span>{label}</span>
          </span>
        </summary>
        {isOpen && children}
      </details>
    </section>
  );
}
