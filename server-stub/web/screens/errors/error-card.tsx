import { memo, type ReactNode } from 'react';
import type { ErrorGroup, SentMessage } from '../../../../src/protocol';
import { useBoard } from '../../class/live/live-class-provider';
import { Ago, useSpanSince } from '../../class/live/moment';
import { useRoute } from '../../routing/use-route';
import { HintEffectNote } from '../../class/sending/hint-effect-note';
import { WriteButton } from '../../class/sending/write-button';
import { nameOf, teamName } from '../../class/model/names';
import { formatShare } from '../../text/format';
import { groupMessage, groupTitle } from '../../class/exercises/error-groups';
import { IconListCheck } from '../../shared/theme/icons';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';

interface ErrorCardProps {
  readonly group: ErrorGroup;
  /** Students who have started. */
  readonly classSize: number;
}

/** One error, how much of the class has it, and a button to send those students a hint. */
export const ErrorCard = memo(({ group, classSize }: ErrorCardProps): ReactNode => {
  const { id, message, example, studentIds, ever } = group;
  const hint = useBoard().messages.find(({ to }) => 'errorGroup' in to && to.errorGroup === id);
  const name = groupTitle(group);
  const solved = ever - studentIds.length;
  return (
    <li className="panel error-card" data-kind={group.kind}>
      <p className="error-what">
        <strong className={group.kind === 'check' ? undefined : 'code-font'}>
          {group.kind === 'check' && <IconListCheck size={16} stroke={1.8} aria-hidden="true" />} <bdi>{name}</bdi>
        </strong>{' '}
        <bdi className="code-font">{groupMessage(group)}</bdi>
      </p>
      <Extent group={group} classSize={classSize} />
      {example !== '' && example !== message && (
        <p className="error-example soft">
          {t('errors.example')} <bdi className="code-font">{inertLine(example, 200)}</bdi>
        </p>
      )}
      <p className="error-times soft">
        <Since at={group.firstAt} />
        <span>
          {t('errors.newest')} <Ago at={group.lastAt} />
        </span>
        {solved > 0 && <span>{t('errors.solved', { count: solved })}</span>}
      </p>
      {hint !== undefined && <HintSent hint={hint} />}
      <div className="error-foot">
        <Who studentIds={studentIds} />
        {studentIds.length > 0 && (
          <WriteButton to={{ errorGroup: id }} size="sm" label={t('errors.hintTo', { count: studentIds.length, error: name })}>
            {t('errors.hint', { count: studentIds.length })}
          </WriteButton>
        )}
      </div>
    </li>
  );
});
ErrorCard.displayName = 'ErrorCard';

/** The newest hint to them, and what came of it. */
function HintSent({ hint: { text, sentAt, recipients, shown, effect } }: { readonly hint: SentMessage }): ReactNode {
  return (
    <p className="error-hint">
      <span>
        {t('errors.hintSent')} <Ago at={sentAt} />
      </span>{' '}
      <bdi className="soft">{t('errors.hintText', { text: inertLine(text, 120) })}</bdi>{' '}
      {effect === undefined ? (
        <span className="soft">{t('messages.shown', { shown, count: recipients })}</span>
      ) : (
        <HintEffectNote effect={effect} />
      )}
    </p>
  );
}

/** How many, in words and as a bar of the class. */
function Extent({ group: { studentIds, teams }, classSize }: ErrorCardProps): ReactNode {
  const share = classSize === 0 ? 0 : Math.min(1, studentIds.length / classSize);
  return (
    <div className="error-extent">
      <span className="error-count">
        <strong>{t('errors.students', { count: studentIds.length })}</strong>
        {teams > 0 && ` ${t('errors.teams', { count: teams })}`}
      </span>
      <span className="error-bar" aria-hidden="true">
        <span style={{ width: `${String(share * 100)}%` }} />
      </span>
      <span className="soft">{t('errors.share', { share: formatShare(studentIds.length, classSize) })}</span>
    </div>
  );
}

function Since({ at }: { readonly at: string }): ReactNode {
  return <span>{t('errors.since', { span: useSpanSince(at) })}</span>;
}

/** Names appear only when somebody asks for them. */
function Who({ studentIds }: { readonly studentIds: readonly string[] }): ReactNode {
  return (
    <details className="error-who">
      <summary>{t('errors.who')}</summary>
      <Names studentIds={studentIds} />
    </details>
  );
}

function Names({ studentIds }: { readonly studentIds: readonly string[] }): ReactNode {
  const { students } = useBoard();
  const { hrefWith } = useRoute();
  const known = studentIds.map(id => students.get(id)).filter(student => student !== undefined);
  return (
    <ul>
      {known.map(student => (
        <li key={student.studentId}>
          <a data-step href={hrefWith({ studentId: student.studentId })}>
            <bdi>{nameOf(student)}</bdi>
          </a>
          {student.team !== '' && <bdi className="soft"> {teamName(student.team)}</bdi>}
        </li>
      ))}
    </ul>
  );
}
