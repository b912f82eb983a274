import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import { type NewInstructor, type Role, ROLES } from '../../../../src/protocol';
import { FailureNotice } from '../../shared/components/failure-notice';
import type { Failure, Outcome } from '../../api/outcome';
import { useAnswer } from '../../api/use-answer';
import { usePorts } from '../../ports';
import { t } from '../../text/translate';
import { SignInLink } from './sign-in-link';
import { StaffMember } from './staff-member';

/** Who teaches on this server: named, with a token of their own each, given as a link. */
export function Staff(): ReactNode {
  const { api } = usePorts();
  const { value, failure, reload } = useAnswer(useCallback(() => api.listInstructors(), [api]));
  const [refused, setRefused] = useState<Failure>();
  const [added, setAdded] = useState<NewInstructor>();
  const conclude = <T,>(outcome: Outcome<T>): T | undefined => {
    setRefused(outcome.ok ? undefined : outcome.failure);
    reload();
    return outcome.ok ? outcome.value : undefined;
  };
  const remove = async (id: string): Promise<void> => {
    if (conclude(await api.removeInstructor(id)) === true) {
      setAdded(before => (before?.id === id ? undefined : before));
    }
  };
  const add = async (name: string, role: Role): Promise<boolean> => {
    const instructor = conclude(await api.addInstructor(name, role));
    setAdded(instructor);
    return instructor !== undefined;
  };
  const problem = refused ?? failure;
  return (
    <section className="panel settings-panel">
      <h2 className="panel-title">{t('settings.staffTitle')}</h2>
      {problem !== undefined && <FailureNotice failure={problem} />}
      <ul className="settings-staff">
        {value?.map(instructor => (
          <StaffMember key={instructor.id} instructor={instructor} onRemove={() => remove(instructor.id)} />
        ))}
      </ul>
      {added !== undefined && <SignInLink added={added} onHide={() => setAdded(undefined)} />}
      <NewInstructorForm onAdd={add} />
    </section>
  );
}

interface NewInstructorFormProps {
  /** Whether the server has taken them: else what was typed stays. */
  readonly onAdd: (name: string, role: Role) => Promise<boolean>;
}

function NewInstructorForm({ onAdd }: NewInstructorFormProps): ReactNode {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('assistant');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void onAdd(name, role).then(isAdded => isAdded && setName(''));
  };
  return (
    <form className="settings-new" onSubmit={submit}>
      <TextInput
        label={t('settings.staffName')}
        value={name}
        required
        maxLength={80}
        onChange={event => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('settings.staffRole')}
        value={role}
        data={ROLES.map(each => ({ value: each, label: t(`settings.roles.${each}`) }))}
        onChange={event => setRole(ROLES.find(each => each === event.currentTarget.value) ?? 'assistant')}
      />
      <Button type="submit" variant="default">
        {t('settings.add')}
      </Button>
    </form>
  );
}
