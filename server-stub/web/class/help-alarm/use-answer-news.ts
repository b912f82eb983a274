import { useEffect, useRef, useState } from 'react';
import type { HelpRequest } from '../../../../src/protocol';
import { useLiveStore } from '../live/live-class-provider';
import { onBoard } from '../live/on-board';
import type { Board } from '../model/board';
import { nameOf } from '../model/names';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { usePorts } from '../../ports';
import { useMe } from '../../session/use-me';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import { hearAnswers, type KnownAnswers } from './answer-news';

/** What comes within this is said in one go. */
const GATHERED_MS = 2000;
const SAID_AT_ONCE = 3;

/** What a screen reader is to say of colleagues who go to a student, or have been there; nothing on the projector, where it would tell who. */
export function useAnswerNews(): string {
  const { page, timers } = usePorts();
  const store = useLiveStore();
  const { id } = useMe();
  const isProjecting = useIsProjecting();
  const known = useRef<KnownAnswers>(undefined);
  const [news, setNews] = useState('');
  useEffect(() => {
    let gathered: readonly string[] = [];
    let cancel = (): void => {};
    const say = (): void => {
      if (page.isVisible()) {
        setNews(inWords(gathered));
      }
      gathered = [];
    };
    const stop = onBoard(store, ({ help, students }) => {
      const step = hearAnswers(known.current, help, id);
      known.current = step.known;
      if (step.news.length > 0 && !isProjecting) {
        cancel = gathered.length === 0 ? timers.after(GATHERED_MS, say) : cancel;
        gathered = [...gathered, ...step.news.map(request => answerText(request, students))];
      }
    });
    return () => {
      stop();
      cancel();
    };
  }, [page, timers, store, id, isProjecting]);
  return news;
}

function answerText({ studentId, status, by }: HelpRequest, students: Board['students']): string {
  const student = students.get(studentId);
  const name = student === undefined ? inertLine(studentId, 80) : nameOf(student);
  return t(`helpAlarm.answers.${status === 'claimed' ? 'claimed' : 'resolved'}`, { by: inertLine(by?.name ?? '', 60), name });
}

function inWords(texts: readonly string[]): string {
  const said = texts.slice(0, SAID_AT_ONCE).join(' ');
  const more = texts.length - SAID_AT_ONCE;
  return more > 0 ? `${said} ${t('helpAlarm.answers.more', { count: more })}` : said;
}
