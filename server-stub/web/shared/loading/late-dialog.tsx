import { type ReactNode, useState } from 'react';
import { usePorts } from '../../ports';
import { t } from '../../text/translate';
import { WhenLoaded } from './when-loaded';

interface LateDialogProps {
  readonly isOpen: boolean;
  /** The dialog itself, made by `onDemand`. */
  readonly children: ReactNode;
}

/** A dialog whose code comes when it is first opened. From then on it stays, so that it can be seen closing. */
export function LateDialog({ isOpen, children }: LateDialogProps): ReactNode {
  const { page } = usePorts();
  const [isWanted, want] = useState(isOpen);
  if (isOpen && !isWanted) {
    want(true);
  }
  return (
    isWanted && (
      <div className="part-over-page">
        <WhenLoaded whileLoading={<OnItsWay />} onReload={() => page.reload()}>
          {children}
        </WhenLoaded>
      </div>
    )
  );
}

function OnItsWay(): ReactNode {
  return (
    <p className="part-on-its-way" role="status">
      {t('shell.loading.dialog')}
    </p>
  );
}
