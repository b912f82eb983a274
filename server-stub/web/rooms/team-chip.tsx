import type { ReactNode } from 'react';
import { teamName } from '../students/names';
import type { TeamSummary } from '../teams/team-summary';
import { formatCount } from '../text/format';
import { t } from '../text/translate';
import { ConditionGlyph } from '../theme/condition-glyph';
import { IconWalk } from '../theme/icons';

/** A team in little: the mark of who of it needs a person most, its name, and how many need one. */
export function TeamChip({ name, summary }: { readonly name: string; readonly summary: TeamSummary | undefined }): ReactNode {
  return (
    <>
      {summary && <ConditionGlyph condition={summary.condition} size={14} />}
      <bdi className="team-chip-name">{teamName(name)}</bdi>
      {summary && summary.needing > 1 && (
        <span className="team-chip-count" aria-hidden="true">
          {formatCount(summary.needing)}
        </span>
      )}
      {summary?.visit?.status === 'claimed' && <IconWalk size={14} stroke={2} aria-hidden="true" />}
    </>
  );
}

/** What a chip shows, in words. */
export function chipText(name: string, summary: TeamSummary | undefined): string {
  if (summary === undefined) {
    return teamName(name);
  }
  const need = summary.needing > 0 ? t('teams.needing', { count: summary.needing }) : t(`conditions.names.${summary.condition}`);
  return [teamName(name), need].join(t('common.detailSeparator'));
}
