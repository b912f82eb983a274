import { Button } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { usePorts } from '../../ports';
import { t } from '../../text/translate';

/** Long enough to be read aloud. */
const SHOWN_MS = 12_000;

interface ErasureNoticeProps {
  /** Whose data was erased a moment ago, as it was shown; undefined for nobody's. */
  readonly name: string | undefined;
  readonly onEnd: () => void;
}

/** Tells on the page, once the drawer has closed, that a student's data was erased. The live region is there before its words. */
export function ErasureNotice({ name, onEnd }: ErasureNoticeProps): ReactNode {
  const { timers } = usePorts();
  useEffect(() => (name === undefined ? undefined : timers.after(SHOWN_MS, onEnd)), [name, onEnd, timers]);
  return (
    <div className="student-erased" role="status" data-empty={name === undefined}>
      {name !== undefined && (
        <>
          <span>{t('student.manage.erase.told', { name })}</span>
          <Button size="compact-sm" variant="default" onClick={onEnd}>
            {t('student.close')}
          </Button>
        </>
      )}
    </div>
  );
}
