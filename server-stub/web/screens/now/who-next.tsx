import { Button } from '../../shared/components/button';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import { usePorts } from '../../ports';
import { onDemand } from '../../shared/loading/on-demand';
import { WhenLoaded } from '../../shared/loading/when-loaded';
import { useMe } from '../../session/use-me';
import { useHeldItems } from '../shared/use-held-order';
import { t } from '../../text/translate';
import { useBoard } from '../../class/live/live-class-provider';
import { ColleagueList } from './queue/colleague-list';
import { placesOf, queueHelp } from './queue/help-order';
import { studentsIn } from '../../class/who-next/list-counts';
import type { Need, WhoNext as Ranking } from '../../class/who-next/need';
import { NeedLine } from './need-line';
import { QueueControl } from './queue/queue-control';
import { PHONE } from '../shared/phone';
import { teamSize } from '../../class/model/team-groups';
import { isLeftTo, mineFirst } from '../../class/who-next/rank-needs';

const ClosedCalls = onDemand(async () => (await import('./queue/closed-calls')).ClosedCalls);

/** Lines shown before "Show more"; on a phone fewer, so that the class stays in sight. */
const LINES = 7;
const PHONE_LINES = 1;

const keyOfNeed = ({ key }: Need): string => key;

interface WhoNextProps {
  readonly ranking: Ranking;
  /** Much of the class is not heard: see `judgeUnknown`. */
  readonly isClassUnheard: boolean;
}

/** Whom to go to, most urgent first: students and teams, each with the reason, and the calls for help among them with their place. */
export function WhoNext({ ranking: { needs }, isClassUnheard }: WhoNextProps): ReactNode {
  const board = useBoard();
  const { id } = useMe();
  const { page } = usePorts();
  const ordered = useMemo(() => mineFirst(needs, id), [needs, id]);
  const { shown, handlers } = useHeldItems(ordered, keyOfNeed);
  const [isWhole, setWhole] = useState(false);
  const isPhone = useMediaQuery(PHONE);
  // How the queue stands comes first, unless it is as always.
  const isControlBelow = isPhone && (board.queue?.state ?? 'open') === 'open';
  const most = isPhone ? PHONE_LINES : LINES;
  const lines = isWhole ? shown : shown.slice(0, most);
  const { places, isAnyClosed } = useMemo(() => {
    const queue = queueHelp(board.help);
    return { places: placesOf(queue), isAnyClosed: queue.closed.length > 0 };
  }, [board.help]);
  return (
    <section className="panel who-next" aria-labelledby="who-next" data-whole={isWhole}>
      <div className="who-next-head">
        <h2 id="who-next" className="panel-title who-next-title">
          {t('now.whoNext')}
        </h2>
        {!isControlBelow && <QueueControl />}
      </div>
      {!isPhone && <ColleagueList />}
      {needs.length === 0 && <p className="who-next-calm soft">{t(isClassUnheard ? 'now.calmUnheard' : 'now.calm')}</p>}
      <ol className="who-next-list" aria-label={t('now.whoNext')} {...handlers}>
        {lines.map((need, index) => (
          <NeedLine
            key={need.key}
            need={need}
            teamSize={'team' in need.target ? teamSize(board, need.team) : 1}
            place={placeOfCaller(need, places)}
            isFirst={index === 0 && !isLeftTo(need, id)}
          />
        ))}
      </ol>
      <div className="who-next-foot">
        {needs.length > most && (
          <Button className="who-next-more" variant="subtle" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('now.fewer') : t('now.moreLines', { count: studentsIn(shown.slice(most)) })}
          </Button>
        )}
        {isControlBelow && <QueueControl />}
      </div>
      {isPhone && <ColleagueList />}
      {isAnyClosed && (
        <WhenLoaded whileLoading={null} onReload={() => page.reload()}>
          <ClosedCalls />
        </WhenLoaded>
      )}
    </section>
  );
}

/** Of the caller for whom the line is; in a team, of the one who waits longest. */
function placeOfCaller({ troubles: [{ reason }] }: Need, places: ReadonlyMap<string, number>): number | undefined {
  return reason.kind === 'help' ? places.get(reason.request.id) : undefined;
}
