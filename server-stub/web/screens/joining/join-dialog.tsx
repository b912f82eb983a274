import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ClassSummary } from '../../../../src/protocol';
import { t } from '../../text/translate';
import { JoinGuide } from './join-guide';

interface JoinDialogProps {
  readonly chosen: ClassSummary;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The join guide again, for late arrivals. */
export function JoinDialog({ chosen, isOpen, onClose }: JoinDialogProps): ReactNode {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('joining.dialogTitle')}
      classNames={{ title: 'join-dialog-title' }}
      size="lg"
      radius="lg"
      closeButtonProps={{ 'aria-label': t('student.close') }}
    >
      <JoinGuide chosen={chosen} />
    </Modal>
  );
}
