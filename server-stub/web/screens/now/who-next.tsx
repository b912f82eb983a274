import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { toScreen } from '../../routing/route';
import { hrefOf, useRoute } from '../../routing/use-route';
import { useMe } from '../../session/use-me';
import { useHeldItems } from '../shared/use-held-order';
import { t } from '../../text/translate';
import { ConditionGlyph } from '../../class/components/condition-glyph';
import { useBoard } from '../../class/live/live-class-provider';
import { placesOf, queueHelp } from './help-order';
import type { Latecomers, Need, WhoNext as Ranking } from './need';
import { NeedLine } from './need-line';
import { isLeftTo, mineFirst } from './rank-needs';

/** Lines shown before "Show more". */
const LINES = 8;

const keyOfNeed = ({ key }: Need): string => key;

/** Whom to go to, most urgent first: students and teams, each with the reason. */
export function WhoNext({ ranking: { needs, late } }: { readonly ranking: Ranking }): ReactNode {
  const board = useBoard();
  const { id } = useMe();
  const ordered = useMemo(() => mineFirst(needs, id), [needs, id]);
  const { shown, handlers } = useHeldItems(ordered, keyOfNeed);
  const [isWhole, setWhole] = useState(false);
  const lines = isWhole ? shown : shown.slice(0, LINES);
  const places = useMemo(() => placesOf(queueHelp(board.help)), [board.help]);
  return (
    <section className="panel who-next" aria-labelledby="who-next">
      <h2 id="who-next" className="panel-title who-next-title">
        {t('now.whoNext')}
      </h2>
      {needs.length === 0 && <p className="who-next-calm soft">{t('now.calm')}</p>}
      <ol className="who-next-list" aria-label={t('now.whoNext')} {...handlers}>
        {lines.map((need, index) => (
          <NeedLine
            key={need.key}
            need={need}
            teamSize={board.teams.get(need.team)?.students ?? need.troubles.length}
            place={placeOfCaller(need, places)}
            isFirst={index === 0 && !isLeftTo(need, id)}
          />
        ))}
      </ol>
      {needs.length > LINES && (
        <Button className="who-next-more" variant="subtle" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('now.fewer') : t('now.moreLines', { count: needs.length - LINES })}
        </Button>
      )}
      {late.map(latecomers => (
        <Late key={latecomers.condition} latecomers={latecomers} />
      ))}
    </section>
  );
}

/** The caller's own; a team has several, or none. */
function placeOfCaller({ target, troubles: [{ reason }] }: Need, places: ReadonlyMap<string, number>): number | undefined {
  return reason.kind === 'help' && 'studentId' in target ? places.get(reason.request.id) : undefined;
}

/** Students who have not started: one line, to look into when there is time. */
function Late({ latecomers: { condition, count } }: { readonly latecomers: Latecomers }): ReactNode {
  const { route } = useRoute();
  return (
    <a className="who-next-late" href={hrefOf({ ...toScreen(route, 'students'), condition })}>
      <ConditionGlyph condition={condition} size={18} />
      {t(`now.late.${condition}`, { count })}
    </a>
  );
}
