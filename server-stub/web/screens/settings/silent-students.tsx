import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../../api/outcome';
import { usePorts } from '../../ports';
import { FailureNotice } from '../../shared/components/failure-notice';
import { t } from '../../text/translate';

type Step = { readonly kind: 'offered' | 'asked' | 'busy' } | { readonly kind: 'removed'; readonly count: number } | Failed;
interface Failed {
  readonly kind: 'failed';
  readonly failure: Failure;
}

/** Removes all who have joined and done nothing since, after asking: somebody may have invented them. */
export function SilentStudents({ classId }: { readonly classId: string }): ReactNode {
  const { api } = usePorts();
  const [step, setStep] = useState<Step>({ kind: 'offered' });
  const remove = async (): Promise<void> => {
    setStep({ kind: 'busy' });
    const outcome = await api.removeSilent(classId);
    setStep(outcome.ok ? { kind: 'removed', count: outcome.value.released } : { kind: 'failed', failure: outcome.failure });
  };
  const isAsked = step.kind === 'asked' || step.kind === 'busy';
  return (
    <section className="settings-part">
      <h3 className="settings-title">{t('settings.silentTitle')}</h3>
      <p className="soft">{t('settings.silentAbout')}</p>
      {step.kind === 'failed' && <FailureNotice failure={step.failure} />}
      {step.kind === 'removed' && <p role="status">{t('settings.silentRemoved', { n: step.count })}</p>}
      {isAsked ? (
        <div role="group" aria-label={t('settings.silentTitle')}>
          <p>{t('settings.silentQuestion')}</p>
          <div className="settings-buttons">
            <Button color="red" loading={step.kind === 'busy'} onClick={() => void remove()}>
              {t('settings.silentConfirm')}
            </Button>
            <Button variant="default" onClick={() => setStep({ kind: 'offered' })}>
              {t('roster.cancel')}
            </Button>
          </div>
        </div>
      ) : (
        <div className="settings-buttons">
          <Button variant="default" onClick={() => setStep({ kind: 'asked' })}>
            {t('settings.silentOffer')}
          </Button>
        </div>
      )}
    </section>
  );
}
