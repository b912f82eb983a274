import { Checkbox, NumberInput, Radio, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { CAPTURE_LEVELS, type ClassSummary, CONSENT_MODES, consentMode, LIMITS } from '../../../../src/protocol';
import { t } from '../../text/translate';
import { SaveRow } from './save-row';
import { useChange } from './use-change';

const SECOND_MS = 1000;

/** What students' computers report, and how consent is given. */
export function PolicyForm({ chosen: { id, policy } }: { readonly chosen: ClassSummary }): ReactNode {
  const [level, setLevel] = useState(policy.level);
  const [seconds, setSeconds] = useState(policy.cadenceMs / SECOND_MS);
  const [days, setDays] = useState<number | ''>(policy.retentionDays ?? '');
  const [mayPause, setMayPause] = useState(policy.mayPause !== false);
  const [consent, setConsent] = useState(consentMode(policy));
  const [mask, setMask] = useState((policy.mask ?? []).join('\n'));
  const { outcome, save } = useChange(id);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const retentionDays = days === '' ? null : days;
    void save({ policy: { level, cadenceMs: Math.round(seconds * SECOND_MS), retentionDays, mayPause, consent, mask: readWords(mask) } });
  };
  return (
    <form className="panel settings-panel" onSubmit={submit}>
      <h2 className="panel-title">{t('settings.policyTitle')}</h2>
      <p className="soft">{t('settings.policyLead')}</p>
      <Radio.Group label={t('settings.level')} value={level} onChange={setLevel}>
        {CAPTURE_LEVELS.map(each => (
          <Radio key={each} value={each} label={t(`settings.levels.${each}`)} mt={6} />
        ))}
      </Radio.Group>
      <Radio.Group label={t('settings.consent')} value={consent} onChange={setConsent}>
        {CONSENT_MODES.map(mode => (
          <Radio key={mode} value={mode} label={t(`settings.consents.${mode}`)} mt={6} />
        ))}
      </Radio.Group>
      <Checkbox label={t('settings.mayPause')} checked={mayPause} onChange={event => setMayPause(event.currentTarget.checked)} />
      <NumberInput
        label={t('settings.cadence')}
        value={seconds}
        min={LIMITS.minCadenceMs / SECOND_MS}
        max={LIMITS.maxCadenceMs / SECOND_MS}
        onChange={value => setSeconds(Number(value))}
      />
      <NumberInput
        label={t('settings.retention')}
        description={t('settings.retentionHint')}
        value={days}
        min={1}
        max={LIMITS.maxRetentionDays}
        allowDecimal={false}
        onChange={value => setDays(value === '' ? '' : Number(value))}
      />
      <Textarea
        label={t('settings.mask')}
        description={t('settings.maskHint')}
        value={mask}
        rows={3}
        spellCheck={false}
        onChange={event => setMask(event.currentTarget.value)}
      />
      <SaveRow outcome={outcome} />
    </form>
  );
}

function readWords(text: string): readonly string[] {
  return [...new Set(text.split('\n').map(line => line.trim()))].filter(word => word !== '');
}
