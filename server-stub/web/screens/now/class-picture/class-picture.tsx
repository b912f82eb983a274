import type { ReactNode } from 'react';
import type { ErrorGroup, ExerciseState } from '../../../../../src/protocol';
import type { Board } from '../../../class/model/board';
import { countBegun, type Entry } from '../../../class/model/entry';
import { groupMessage, groupTitle } from '../../../class/exercises/error-groups';
import { exerciseName } from '../../../class/exercises/exercise-names';
import { canBePassed, failingNow } from '../../../class/exercises/exercise-results';
import { NoExercises } from '../../../class/components/no-exercises';
import { useIsProjecting } from '../../../platform/preferences/is-projecting';
import { WriteButton } from '../../../class/sending/write-button';
import { toScreen } from '../../../routing/route';
import { hrefOf, useRoute } from '../../../routing/use-route';
import { formatCount } from '../../../text/format';
import { inertLine } from '../../../text/inert';
import { t } from '../../../text/translate';
import { WITHHELD } from '../../../text/withheld';
import { type ClassPlace, commonestOf, hardestOf, placeOfClass } from './class-facts';
import { ExerciseColumns } from './exercise-columns';
import './class-picture.css';

interface ClassPictureProps {
  readonly board: Board;
  readonly entries: readonly Entry[];
  /** Much of the class is not heard: see `judgeUnknown`. */
  readonly isClassUnheard: boolean;
}

/** Where the class is, which exercise breaks it, and what most students have wrong now, each beside its hint. */
export function ClassPicture({ board, entries, isClassUnheard }: ClassPictureProps): ReactNode {
  const { exercises, errors, hidden } = board;
  const begun = countBegun(entries);
  const place = placeOfClass(exercises);
  const commonest = commonestOf(errors);
  return (
    <section className="panel class-picture" aria-labelledby="class-picture">
      <h2 id="class-picture" className="panel-title">
        {t('now.class.title')}
      </h2>
      {place === undefined ? (
        <p className="soft">
          <NoExercises board={board} />
        </p>
      ) : (
        <Place place={place} begun={begun} isPart={hidden.exercises > 0} isClassUnheard={isClassUnheard} />
      )}
      {place !== undefined && <ExerciseColumns exercises={exercises} index={place.index} begun={begun.ever} />}
      {hidden.exercises > 0 && <p className="soft">{t('projected.hiddenExercises', { count: hidden.exercises })}</p>}
      <Hardest board={{ exercises, errors }} commonest={commonest} />
      <Commonest group={commonest} />
    </section>
  );
}

interface PlaceProps {
  readonly place: ClassPlace;
  readonly begun: ReturnType<typeof countBegun>;
  /** Exercises of a few students are withheld: how many are behind and ahead would tell of them. */
  readonly isPart: boolean;
  readonly isClassUnheard: boolean;
}

function Place({ place: { exercise, here, behind, ahead, through }, begun, isPart, isClassUnheard }: PlaceProps): ReactNode {
  const isProjecting = useIsProjecting();
  const elsewhere = begun.now - here - behind - ahead;
  const words = [
    t(canBePassed(exercise) ? 'now.class.passed' : 'now.class.ran', { n: through, all: begun.ever }),
    t('now.class.behind', { n: isPart ? WITHHELD : behind }),
    ahead > 0 && t('now.class.ahead', { n: isPart ? WITHHELD : ahead }),
    // The room could tell a few by it.
    elsewhere > 0 && !isProjecting && t('now.class.elsewhere', { n: elsewhere }),
    isClassUnheard && t('now.class.lastHeard'),
  ].filter(Boolean);
  return (
    <p className="class-fact">
      <strong>
        <bdi>{t('now.class.at', { exercise: exerciseName(exercise, 60), n: here, all: begun.now })}</bdi>
      </strong>
      <span>{words.join(t('common.detailSeparator'))}</span>
    </p>
  );
}

interface HardestProps {
  readonly board: Pick<Board, 'exercises' | 'errors'>;
  /** Of the whole class, which is told right below with its own hint. */
  readonly commonest: ErrorGroup | undefined;
}

/** Its hint goes to those who have there what most have; of the whole class, that is told right below with its own hint. */
function Hardest({ board: { exercises, errors }, commonest }: HardestProps): ReactNode {
  const hardest = hardestOf(exercises);
  const largest = hardest && commonestOf(errors, hardest);
  const group = largest === commonest ? undefined : largest;
  return (
    <Breaking
      label={t('now.class.hardest')}
      screen="exercises"
      title={hardest && exerciseName(hardest, 60)}
      none={t('now.class.noHardest')}
      words={hardest && <span>{failingWords(hardest)}</span>}
      group={group}
      who={group && t('now.class.largest', { error: groupTitle(group) })}
    />
  );
}

/** Who fails at it since an earlier session, and has not run it in this one, is no news. */
function failingWords(exercise: ExerciseState): string {
  const { started, failingBefore = 0 } = exercise;
  const text = t('now.class.failing', { n: failingNow(exercise), started });
  return failingBefore > 0 ? t('now.class.failingBefore', { text, n: failingBefore }) : text;
}

function Commonest({ group }: { readonly group: ErrorGroup | undefined }): ReactNode {
  const message = group && groupMessage(group);
  return (
    <Breaking
      label={t('now.class.commonest')}
      screen="errors"
      title={group && groupTitle(group)}
      none={t('now.class.noCommonest')}
      words={
        <bdi className="class-message" title={message}>
          {message}
        </bdi>
      }
      group={group}
      who={group && t('now.class.have', { count: group.studentIds.length, place: inertLine(group.place, 60) })}
    />
  );
}

interface BreakingProps {
  readonly label: string;
  /** Where more is told of it. */
  readonly screen: 'exercises' | 'errors';
  /** Undefined where there is nothing to tell. */
  readonly title: string | undefined;
  readonly none: string;
  readonly words: ReactNode;
  /** Whom a hint would go to, and who they are. */
  readonly group: ErrorGroup | undefined;
  readonly who: string | undefined;
}

/** One thing that breaks the class, and the hint to those who have it. */
function Breaking({ label, screen, title, none, words, group, who }: BreakingProps): ReactNode {
  const { route } = useRoute();
  return (
    <div className="class-trouble">
      <p className="class-fact">
        <span className="class-label">{label}</span>
        {title === undefined ? (
          <None text={none} />
        ) : (
          <>
            <strong>
              <a href={hrefOf(toScreen(route, screen))}>
                <bdi>{title}</bdi>
              </a>
            </strong>
            {words}
          </>
        )}
      </p>
      {group !== undefined && (
        <>
          <p className="class-group">
            <bdi>{who}</bdi>
          </p>
          <Hint group={group} />
        </>
      )}
    </div>
  );
}

/** That there is nothing to tell; to the room, which is not told of a few, that is not known. */
function None({ text }: { readonly text: string }): ReactNode {
  const isProjecting = useIsProjecting();
  return <span>{isProjecting ? t('common.none') : text}</span>;
}

function Hint({ group }: { readonly group: ErrorGroup }): ReactNode {
  const text = t('now.class.hint', { n: formatCount(group.studentIds.length) });
  return (
    <WriteButton to={{ errorGroup: group.id }} size="compact-md" label={t('now.withErrors', { text, errors: groupTitle(group) })}>
      {text}
    </WriteButton>
  );
}
