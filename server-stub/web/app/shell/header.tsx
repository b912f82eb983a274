import { Button } from '../../shared/components/button';
import { Clipped } from '../../shared/components/clipped';
import { IconKey } from '../../shared/theme/icons';
import { type ReactNode, useState } from 'react';
import type { ClassSummary } from '../../../../src/protocol';
import { useRoute } from '../../routing/use-route';
import { WriteButton } from '../../class/sending/write-button';
import { t } from '../../text/translate';
import { inertLine } from '../../text/inert';
import { ProjectorButton } from '../../class/projector/projector-button';
import { ConnectionPill } from './connection-pill';
import { LateDialog } from '../../shared/loading/late-dialog';
import { LateMenu } from '../../shared/loading/late-menu';
import { onDemand } from '../../shared/loading/on-demand';
import { HeaderMenuButton } from './header-menu-button';

const HeaderMenu = onDemand(async () => (await import('./header-menu')).HeaderMenu);
const JoinDialog = onDemand(async () => (await import('../../screens/joining/join-dialog')).JoinDialog);

interface HeaderProps {
  readonly chosen: ClassSummary;
  readonly classes: readonly ClassSummary[];
}

/** The class, the connection, the join code, messages and the menu. */
export function Header({ chosen, classes }: HeaderProps): ReactNode {
  const [isJoinOpen, setJoinOpen] = useState(false);
  return (
    <div className="header">
      <div className="header-where">
        {classes.length > 1 ? (
          <ClassChoice chosen={chosen} classes={classes} />
        ) : (
          <Clipped className="header-class" text={inertLine(chosen.name, 120)} />
        )}
        <ConnectionPill />
      </div>
      <span className="header-gap" />
      <Button
        className="header-join"
        variant="default"
        leftSection={<IconKey size={18} stroke={1.8} aria-hidden="true" />}
        onClick={() => setJoinOpen(true)}
      >
        {t('shell.header.joinCode')}
      </Button>
      <WriteButton className="header-write" to={{ all: true }}>
        {t('messages.toAll')}
      </WriteButton>
      <ProjectorButton />
      <LateMenu Opener={HeaderMenuButton} Menu={HeaderMenu} />
      <LateDialog isOpen={isJoinOpen}>
        <JoinDialog chosen={chosen} isOpen={isJoinOpen} onClose={() => setJoinOpen(false)} />
      </LateDialog>
    </div>
  );
}

function ClassChoice({ chosen, classes }: HeaderProps): ReactNode {
  const { goWith } = useRoute();
  return (
    <select
      className="header-choice"
      aria-label={t('shell.header.chooseClass')}
      value={chosen.id}
      onChange={event => goWith({ classId: event.currentTarget.value, team: undefined, studentId: undefined })}
    >
      {classes.map(({ id, name }) => (
        <option key={id} value={id}>
          {inertLine(name, 120)}
        </option>
      ))}
    </select>
  );
}
