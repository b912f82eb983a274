import type { ReactNode } from 'react';
import { useTicking } from '../../class/live/moment';
import { nameOf } from '../../class/model/names';
import { troubleWords } from '../../class/who-next/need-words';
import type { TeamSummary } from '../../class/who-next/team-summary';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { t } from '../../text/translate';

/** A team's most urgent need, in the words of the list of who needs somebody, and whose it is; without one, what its members are doing. */
export function NeedText({ summary: { worst, condition } }: { readonly summary: TeamSummary }): ReactNode {
  const isProjecting = useIsProjecting();
  const words = useTicking(nowMs => (worst === undefined ? '' : troubleWords(worst, nowMs)));
  if (worst === undefined) {
    return <span className="soft">{t(`conditions.names.${condition}`)}</span>;
  }
  if (isProjecting) {
    // Why stays with the student then.
    return <strong>{t(`conditions.names.${worst.entry.condition}`)}</strong>;
  }
  return (
    <>
      <strong>{words}</strong>
      {t('common.detailSeparator')}
      <bdi>{nameOf(worst.entry.student)}</bdi>
    </>
  );
}
