import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { failureText } from '../../api/failure-text';
import type { Failure, Outcome } from '../../api/outcome';
import { t } from '../../text/translate';

interface AskedTwiceProps {
  /** On the first button, which does nothing yet. */
  readonly offer: string;
  /** What will happen. */
  readonly question: string;
  /** On the second button, which does it. */
  readonly confirm: string;
  /** Said when it is done. */
  readonly done: string;
  readonly run: () => Promise<Outcome<true>>;
}

type Step = 'offered' | 'asked' | 'busy' | 'done' | Failure;

/** Something that is not easily undone: the first press tells what will happen, the second does it. */
export function AskedTwice({ offer, question, confirm, done, run }: AskedTwiceProps): ReactNode {
  const [step, setStep] = useState<Step>('offered');
  const act = async (): Promise<void> => {
    setStep('busy');
    const outcome = await run();
    setStep(outcome.ok ? 'done' : outcome.failure);
  };
  if (step === 'offered') {
    return (
      <Button variant="default" onClick={() => setStep('asked')}>
        {offer}
      </Button>
    );
  }
  if (step === 'done') {
    return <p role="status">{done}</p>;
  }
  return (
    <div className="student-asked" role="group" aria-label={offer}>
      <p>{question}</p>
      {typeof step === 'object' && <p role="alert">{failureText(step)}</p>}
      <div className="student-asked-buttons">
        <Button color="red" loading={step === 'busy'} onClick={() => void act()}>
          {confirm}
        </Button>
        <Button variant="default" disabled={step === 'busy'} onClick={() => setStep('offered')}>
          {t('student.manage.cancel')}
        </Button>
      </div>
    </div>
  );
}
