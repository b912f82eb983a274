import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '../theme/icons';
import { type ReactNode, useEffect, useState } from 'react';
import { usePorts } from '../../ports';
import { t } from '../../text/translate';
import './copyable.css';

interface CopyableProps {
  /** What it is, for people who cannot see it. */
  readonly name: string;
  readonly value: string;
  readonly isLarge?: boolean;
}

const SHOWN_MS = 2500;

/** A value with a copy button that says whether copying worked. */
export function Copyable({ name, value, isLarge = false }: CopyableProps): ReactNode {
  const { outcome, copyValue } = useCopy(value);
  const said = outcome === undefined ? '' : outcome ? t('joining.copied') : t('joining.copyFailed');
  return (
    <div className="copyable" data-large={isLarge}>
      <code className="copyable-value code-font">{value}</code>
      <Button
        variant="default"
        aria-label={t('joining.copyWhat', { what: name })}
        leftSection={outcome === true ? <IconCheck size={16} /> : <IconCopy size={16} />}
        onClick={copyValue}
      >
        {outcome === true ? t('joining.copied') : t('joining.copy')}
      </Button>
      <span role="status" className={outcome === false ? 'copyable-failed' : 'hidden-visually'}>
        {said}
      </span>
    </div>
  );
}

function useCopy(value: string): { readonly outcome: boolean | undefined; readonly copyValue: () => void } {
  const { clipboard, timers } = usePorts();
  const [outcome, setOutcome] = useState<boolean>();
  useEffect(() => (outcome === undefined ? undefined : timers.after(SHOWN_MS, () => setOutcome(undefined))), [outcome, timers]);
  return { outcome, copyValue: () => void clipboard(value).then(setOutcome) };
}
