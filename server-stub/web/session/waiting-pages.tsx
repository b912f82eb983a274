import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePorts } from '../ports';
import { strings } from '../strings';
import { EntrancePage } from './entrance-page';

export function CheckingPage(): ReactNode {
  return (
    <main className="entrance" aria-busy="true">
      <Loader size="sm" aria-label={strings.token.checking} />
    </main>
  );
}

export function UnreachablePage(): ReactNode {
  const { session } = usePorts();
  const { title, lead, retry } = strings.unreachable;
  return (
    <EntrancePage title={title} lead={lead}>
      <Button variant="default" onClick={() => void session.begin()}>
        {retry}
      </Button>
    </EntrancePage>
  );
}

export function NoClassesPage(): ReactNode {
  return <EntrancePage {...strings.noClasses} />;
}
