import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePorts } from '../ports';
import { t } from '../text/translate';

/** The way in for those who have no token and a JupyterHub that knows them; nothing where there is none. */
export function HubSignIn(): ReactNode {
  const { hubSignIn } = usePorts().page;
  return hubSignIn === undefined ? null : (
    <Button component="a" href={hubSignIn} fullWidth mb="lg" size="md">
      {t('entrance.token.withHub')}
    </Button>
  );
}
