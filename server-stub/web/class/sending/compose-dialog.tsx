import { Button, Modal, NativeSelect, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { LIMITS, type MessageTarget } from '../../../../src/protocol';
import { failureText } from '../../api/failure-text';
import type { Failure } from '../../api/outcome';
import { useBoard } from '../live/live-class-provider';
import { usePorts } from '../../ports';
import { formatCount } from '../../text/format';
import { t } from '../../text/translate';
import { IconSend } from '../../shared/theme/icons';
import { HintOffers } from './hint-offers';
import { choosableTargets, recipientText, targetKey } from './recipients';
import { SentList } from './sent-list';
import './sending.css';

interface ComposeDialogProps {
  readonly begunFor: MessageTarget;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Writes a message to students; below it, the messages sent so far and who has seen them. */
export function ComposeDialog({ begunFor, isOpen, onClose }: ComposeDialogProps): ReactNode {
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('messages.title')} size="lg" closeButtonProps={{ 'aria-label': t('messages.close') }}>
      <ComposeForm key={targetKey(begunFor)} begunFor={begunFor} />
      <SentList />
    </Modal>
  );
}

const TIGHT_LENGTH = 20;

function ComposeForm({ begunFor }: { readonly begunFor: MessageTarget }): ReactNode {
  const { to, setTo, text, write, step, send } = useCompose(begunFor);
  const left = LIMITS.messageLength - text.length;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form className="compose" onSubmit={submit}>
      <Recipients begunFor={begunFor} to={to} onChoose={setTo} />
      {'errorGroup' in to && <HintOffers errorGroup={to.errorGroup} onUse={write} />}
      <Textarea
        label={t('messages.text')}
        description={t('messages.hint')}
        value={text}
        onChange={event => write(event.currentTarget.value)}
        maxLength={LIMITS.messageLength}
        rows={4}
        resize="vertical"
        data-autofocus
      />
      <div className="compose-foot">
        {/* Said only when it gets tight: with every key it would drown the keys. */}
        <span className="soft" aria-live={left < TIGHT_LENGTH ? 'polite' : 'off'}>
          {t('messages.left', { n: left })}
        </span>
        {typeof step === 'object' && <span role="alert">{failureText(step)}</span>}
        <span role="status">{step === 'sent' ? t('messages.sent') : ''}</span>
        <Button
          type="submit"
          loading={step === 'busy'}
          disabled={text.trim() === ''}
          leftSection={<IconSend size={16} aria-hidden="true" />}
        >
          {t('messages.send')}
        </Button>
      </div>
    </form>
  );
}

interface Compose {
  readonly to: MessageTarget;
  readonly setTo: (to: MessageTarget) => void;
  readonly text: string;
  readonly write: (text: string) => void;
  readonly step: 'writing' | 'busy' | 'sent' | Failure;
  readonly send: () => Promise<void>;
}

/** Keeps the text until the server has accepted it. */
function useCompose(begunFor: MessageTarget): Compose {
  const { api } = usePorts();
  const { classId } = useBoard();
  const [to, setTo] = useState(begunFor);
  const [text, setText] = useState('');
  const [step, setStep] = useState<Compose['step']>('writing');
  const write = (written: string): void => {
    setText(written);
    setStep('writing');
  };
  const send = async (): Promise<void> => {
    setStep('busy');
    const outcome = await api.sendMessage(classId, to, text.trim());
    if (outcome.ok) {
      setText('');
    }
    setStep(outcome.ok ? 'sent' : outcome.failure);
  };
  return { to, setTo, text, write, step, send };
}

interface RecipientsProps {
  readonly begunFor: MessageTarget;
  readonly to: MessageTarget;
  readonly onChoose: (to: MessageTarget) => void;
}

function Recipients({ begunFor, to, onChoose }: RecipientsProps): ReactNode {
  const board = useBoard();
  const targets = choosableTargets(board, begunFor);
  return (
    <NativeSelect
      label={t('messages.to')}
      description={'all' in to ? t('messages.students', { count: board.students.size, n: formatCount(board.students.size) }) : undefined}
      value={targetKey(to)}
      onChange={({ currentTarget: { value } }) => onChoose(targets.find(target => targetKey(target) === value) ?? to)}
      data={targets.map(target => ({ value: targetKey(target), label: recipientText(board, target) }))}
    />
  );
}
