import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureNotice } from '../../shared/components/failure-notice';
import { t } from '../../text/translate';
import type { Saving } from './use-saving';

/** A form's save button and its result. */
export function SaveRow({ outcome }: Pick<Saving<never>, 'outcome'>): ReactNode {
  return (
    <>
      {typeof outcome === 'object' && <FailureNotice failure={outcome} />}
      <div className="settings-buttons">
        <Button type="submit" loading={outcome === 'busy'}>
          {t('settings.save')}
        </Button>
        <span role="status">{outcome === 'saved' ? t('settings.saved') : ''}</span>
      </div>
    </>
  );
}
