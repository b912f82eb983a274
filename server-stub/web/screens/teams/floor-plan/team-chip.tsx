import type { ReactNode } from 'react';
import { teamName } from '../../../class/model/names';
import type { TeamSummary } from '../../../class/who-next/team-summary';
import { formatCount } from '../../../text/format';
import { t } from '../../../text/translate';
import { ConditionGlyph } from '../../../class/components/condition-glyph';
import { IconWalk } from '../../../shared/theme/icons';

/** A team as a chip: the icon of its most urgent member, its name, and how many need help. */
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
      {summary && (
        <span className="hidden-visually">
          {t('common.detailSeparator')}
          {chipNeed(summary)}
        </span>
      )}
      {summary?.visit?.status === 'claimed' && <IconWalk size={14} stroke={2} aria-hidden="true" />}
    </>
  );
}

/** What a chip's mark shows, in words. */
export function chipNeed({ needing, condition }: TeamSummary): string {
  return needing > 0 ? t('teams.needing', { count: needing }) : t(`conditions.names.${condition}`);
}
