import { memo, type ReactNode } from 'react';
import type { SentMessage } from '../../../../src/protocol';
import { useBoard } from '../live/live-class-provider';
import { Ago } from '../live/moment';
import { inert, inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import { HintEffectNote } from './hint-effect-note';
import { recipientText } from './recipients';

/** What instructors sent, newest first, and how many have seen it. */
export function SentList(): ReactNode {
  const board = useBoard();
  return board.messages.length === 0 ? null : (
    <section className="sent" aria-labelledby="sent">
      <h3 id="sent" className="panel-title">
        {t('messages.before')}
      </h3>
      <ul>
        {board.messages.map(message => (
          <Sent key={message.id} message={message} to={recipientText(board, message.to)} />
        ))}
      </ul>
    </section>
  );
}

interface SentProps {
  readonly message: SentMessage;
  readonly to: string;
}

const Sent = memo(({ message, to }: SentProps): ReactNode => {
  const { text, sentAt, by, recipients, shown, lapsed = 0, effect } = message;
  return (
    <li>
      <p className="sent-text">
        <bdi>{inert(text)}</bdi>
      </p>
      <p className="sent-facts soft">
        <bdi>{t('messages.fromTo', { name: inertLine(by.name, 60), to })}</bdi>
        <Ago at={sentAt} />
        <span>{t('messages.shown', { shown, count: recipients })}</span>
        {lapsed > 0 && <span>{t('messages.lapsed', { count: lapsed })}</span>}
        {effect !== undefined && <HintEffectNote effect={effect} />}
      </p>
    </li>
  );
});
Sent.displayName = 'Sent';
