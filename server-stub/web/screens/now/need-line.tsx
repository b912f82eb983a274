import { memo, type ReactNode, useMemo } from 'react';
import type { Subject } from '../../class/claims/claims';
import { VisitNote, Refusal } from '../../class/claims/visit-note';
import { ClaimButtons } from '../../class/claims/claim-buttons';
import { useTicking } from '../../class/live/moment';
import { toScreen } from '../../routing/route';
import { hrefOf, useRoute } from '../../routing/use-route';
import { nameOf, teamName } from '../../class/model/names';
import { IconHourglass, IconPlugConnectedX, IconTerminal } from '../../shared/theme/icons';
import { t } from '../../text/translate';
import { ConditionGlyph } from '../../class/components/condition-glyph';
import { Clipped } from '../../shared/components/clipped';
import { failureName } from '../../class/who-next/failing-check';
import type { Need } from '../../class/who-next/need';
import { kindOf, type NeedKind, TONES } from '../../class/who-next/need-kinds';
import { type Detail, needDetails, needName, needReason } from '../../class/who-next/need-words';
import { isGuess, isSeenTo } from '../../class/who-next/rank-needs';

interface NeedLineProps {
  readonly need: Need;
  /** How many the team has, in a team's line. */
  readonly teamSize: number;
  /** In the help queue, from 1, of one who called. */
  readonly place: number | undefined;
  /** Whether this is the line to go to. */
  readonly isFirst: boolean;
}

/** Whom to go to, why, since when, and who is on the way. */
export const NeedLine = memo(
  ({ need, teamSize, place, isFirst }: NeedLineProps): ReactNode => {
    const name = needName(need);
    const [trouble] = need.troubles;
    return (
      <li className="need-line" data-condition={TONES[kindOf(trouble)]} data-seen={isSeenTo(need)} data-first={isFirst} data-key={need.key}>
        <NeedGlyph kind={kindOf(trouble)} />
        <p className="need-line-who">
          <NeedLink need={need} name={name} />
          {'studentId' in need.target && need.team !== '' && <Clipped className="need-line-team" text={teamName(need.team)} />}
        </p>
        <p className="need-line-why">
          <strong>
            <bdi>
              <ReasonText need={need} teamSize={teamSize} />
            </bdi>
          </strong>
          {place !== undefined && <span>{t('now.queue.inQueue', { n: place })}</span>}
          <VisitNote visitState={need.visitState} />
        </p>
        <Details need={need} />
        <span className="need-line-answer">
          <ClaimButtons subject={subjectOf(need)} name={name} visitState={need.visitState} isGuess={isGuess(need)} isLoud={isFirst} />
        </span>
        <Refusal subject={subjectOf(need)} />
      </li>
    );
  },
  (before, after) =>
    before.teamSize === after.teamSize &&
    before.place === after.place &&
    before.isFirst === after.isFirst &&
    (before.need === after.need || drawn(before.need) === drawn(after.need)),
);
NeedLine.displayName = 'NeedLine';

/** What a line shows of a need, apart from the time: it rerenders only when this changes. */
function drawn(need: Need): string {
  const { condition, student } = need.troubles[0].entry;
  return JSON.stringify([
    need.key,
    need.team,
    need.visitState,
    condition,
    student.displayName,
    need.troubles.map(({ entry, reason, check }) => [reason, nameOf(entry.student), failureName(entry.student, check)]),
  ]);
}

function ReasonText({ need, teamSize }: Pick<NeedLineProps, 'need' | 'teamSize'>): ReactNode {
  return useTicking(nowMs => needReason(need, teamSize, nowMs));
}

function Details({ need }: { readonly need: Need }): ReactNode {
  // Compared as text, so that it rerenders only when that changes.
  const told = useTicking(nowMs => JSON.stringify(needDetails(need, nowMs)));
  const details = useMemo(() => JSON.parse(told) as readonly Detail[], [told]);
  return (
    details.length > 0 && (
      <p className="need-line-details">
        {details.map(({ text, isWritten, canWait, isNaming }, place) =>
          isWritten ? (
            <bdi key={`${String(place)} ${text}`} className="need-line-written" title={text} data-can-wait={canWait}>
              {text}
            </bdi>
          ) : (
            <span key={`${String(place)} ${text}`} data-can-wait={canWait} data-naming={isNaming}>
              {text}
            </span>
          ),
        )}
      </p>
    )
  );
}

/** Shapes alone tell the kinds apart; the words stand beside them. */
function NeedGlyph({ kind }: { readonly kind: NeedKind }): ReactNode {
  switch (kind) {
    case 'help':
    case 'stuck':
      return <ConditionGlyph condition={kind} size={20} />;
    case 'stalled':
      return <ConditionGlyph condition="idle" size={20} />;
    case 'running':
      return <IconHourglass className="condition-glyph" size={20} aria-hidden="true" />;
    case 'waits':
      return <IconTerminal className="condition-glyph" size={20} aria-hidden="true" />;
    case 'unreachable':
      return <IconPlugConnectedX className="condition-glyph" size={20} aria-hidden="true" />;
  }
}

/** Whom an answer to this line is about. */
function subjectOf({ key, target, troubles }: Need): Subject {
  return { key, target, calls: troubles.map(({ entry }) => entry.help).filter(help => help !== undefined) };
}

/** To the student's drawer, or to the students of the team. */
function NeedLink({ need: { target }, name }: { readonly need: Need; readonly name: string }): ReactNode {
  const { route, hrefWith } = useRoute();
  const href = 'team' in target ? hrefOf({ ...toScreen(route, 'students'), team: target.team }) : hrefWith({ studentId: target.studentId });
  return (
    <a data-step className="need-line-name whole-link clip" title={name} href={href}>
      <bdi>{name}</bdi>
    </a>
  );
}
