import { Button, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { failureText } from '../../../api/failure-text';
import type { Failure } from '../../../api/outcome';
import { usePorts } from '../../../ports';
import { t } from '../../../text/translate';
import { useBoard } from '../../../class/live/live-class-provider';

interface BeginSessionDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Says what a new session does to everybody's screens before it begins one. */
export function BeginSessionDialog({ isOpen, onClose }: BeginSessionDialogProps): ReactNode {
  const { api } = usePorts();
  const { classId } = useBoard();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const close = (): void => {
    setFailure(undefined);
    onClose();
  };
  const begin = async (): Promise<void> => {
    setBusy(true);
    const outcome = await api.beginSession(classId);
    setBusy(false);
    if (outcome.ok) {
      close();
    } else {
      setFailure(outcome.failure);
    }
  };
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('sessions.confirm.title')}
      closeButtonProps={{ 'aria-label': t('sessions.confirm.cancel') }}
    >
      <div className="session-confirm">
        <p>{t('sessions.confirm.lead')}</p>
        <ul>
          <li>{t('sessions.confirm.calls')}</li>
          <li>{t('sessions.confirm.figures')}</li>
        </ul>
        <p>{t('sessions.confirm.kept')}</p>
        {failure !== undefined && (
          <p role="alert">
            {t('sessions.confirm.failed')} {failureText(failure)}
          </p>
        )}
        <div className="session-confirm-buttons">
          <Button loading={isBusy} onClick={() => void begin()}>
            {t('sessions.confirm.start')}
          </Button>
          <Button variant="default" disabled={isBusy} onClick={close}>
            {t('sessions.confirm.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
