import { Fragment, type ReactNode } from 'react';
import { useSpanSince } from '../../class/live/moment';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { nameOf, streakError } from '../../class/model/names';
import { t } from '../../text/translate';
import type { TeamSummary } from '../../class/model/team-summary';

/** A team's most urgent need and whose it is; without one, what its members are doing. */
export function NeedText({ summary: { worst, condition } }: { readonly summary: TeamSummary }): ReactNode {
  const isProjecting = useIsProjecting();
  if (worst === undefined) {
    return <span className="soft">{t(`conditions.names.${condition}`)}</span>;
  }
  const { student, help } = worst;
  // How often it failed stays with the student then.
  const failing = isProjecting ? t('conditions.names.stuck') : t('teams.failing', { n: student.errorStreak });
  return (
    <>
      <strong>{help === undefined ? failing : <WaitingFor since={help.since} />}</strong>
      {[...(help === undefined ? [streakError(student)] : []), ...(isProjecting ? [] : [nameOf(student)])].filter(Boolean).map(detail => (
        <Fragment key={detail}>
          {t('common.detailSeparator')}
          <bdi>{detail}</bdi>
        </Fragment>
      ))}
    </>
  );
}

function WaitingFor({ since }: { readonly since: string }): ReactNode {
  return t('teams.waiting', { span: useSpanSince(since) });
}
