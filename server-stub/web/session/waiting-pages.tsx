import { Button } from '../shared/components/button';
import { useSession } from './session-provider';
import type { ReactNode } from 'react';
import { t } from '../text/translate';
import { EntrancePage } from './entrance-page';

export function CheckingPage(): ReactNode {
  return (
    <main className="entrance" aria-busy="true">
      <span className="entrance-waiting" role="img" aria-label={t('entrance.token.checking')} />
    </main>
  );
}

export function UnreachablePage(): ReactNode {
  const session = useSession();
  return (
    <EntrancePage title={t('entrance.unreachable.title')} lead={t('entrance.unreachable.lead')}>
      <Button variant="default" onClick={() => void session.begin()}>
        {t('entrance.unreachable.retry')}
      </Button>
    </EntrancePage>
  );
}

export function NoClassesPage(): ReactNode {
  return <EntrancePage title={t('entrance.noClasses.title')} lead={t('entrance.noClasses.lead')} />;
}
