import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { failureText } from '../../api/failure-text';
import type { Failure } from '../../api/outcome';
import { useBoard } from '../../class/live/live-class-provider';
import { usePorts } from '../../ports';
import { t } from '../../text/translate';

type Step = 'offered' | 'asked' | 'busy' | 'released' | Failure;

/** Frees the student's name for another device, after asking: the current device cannot report until it joins again. */
export function ReleaseName({ studentId }: { readonly studentId: string }): ReactNode {
  const { api } = usePorts();
  const { classId } = useBoard();
  const [step, setStep] = useState<Step>('offered');
  const release = async (): Promise<void> => {
    setStep('busy');
    const outcome = await api.releaseName(classId, studentId);
    setStep(outcome.ok ? 'released' : outcome.failure);
  };
  if (step === 'offered') {
    return (
      <Button variant="default" onClick={() => setStep('asked')}>
        {t('student.release.offer')}
      </Button>
    );
  }
  if (step === 'released') {
    return <p role="status">{t('student.release.done')}</p>;
  }
  return (
    <div role="group" aria-label={t('student.release.offer')}>
      {typeof step === 'object' ? <p role="alert">{failureText(step)}</p> : <p>{t('student.release.question')}</p>}
      <div className="student-release-buttons">
        <Button color="red" loading={step === 'busy'} onClick={() => void release()}>
          {t('student.release.confirm')}
        </Button>
        <Button variant="default" onClick={() => setStep('offered')}>
          {t('student.release.cancel')}
        </Button>
      </div>
    </div>
  );
}
