import { NumberInput, Radio, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type ClassSummary, DEFAULT_ATTENTION, IDENTITY_RULES, LIMITS } from '../../../../src/protocol';
import { t } from '../../text/translate';
import { SaveRow } from './save-row';
import { useChange } from './use-change';

/** What the class is called, who may join it, and when a student counts as stuck. */
export function ClassForm({ chosen }: { readonly chosen: ClassSummary }): ReactNode {
  const [name, setName] = useState(chosen.name);
  const [joinCode, setJoinCode] = useState(chosen.joinCode);
  const [identity, setIdentity] = useState(chosen.identity ?? 'open');
  const [errorStreak, setErrorStreak] = useState(chosen.attention?.errorStreak ?? DEFAULT_ATTENTION.errorStreak);
  const { outcome, save } = useChange(chosen.id);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save({ name, joinCode, identity, attention: { errorStreak } });
  };
  return (
    <form className="panel settings-panel" onSubmit={submit}>
      <h2 className="panel-title">{t('settings.classTitle')}</h2>
      <TextInput
        label={t('settings.name')}
        value={name}
        maxLength={LIMITS.classNameLength}
        onChange={event => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('settings.joinCode')}
        description={t('settings.joinCodeHint')}
        value={joinCode}
        maxLength={LIMITS.joinCodeLength}
        onChange={event => setJoinCode(event.currentTarget.value)}
      />
      <Radio.Group label={t('settings.identity')} value={identity} onChange={setIdentity}>
        {IDENTITY_RULES.map(rule => (
          <Radio key={rule} value={rule} label={t(`settings.identities.${rule}`)} mt={6} />
        ))}
      </Radio.Group>
      <NumberInput
        label={t('settings.streak')}
        value={errorStreak}
        min={1}
        max={20}
        allowDecimal={false}
        onChange={value => setErrorStreak(Number(value))}
      />
      <SaveRow outcome={outcome} />
    </form>
  );
}
