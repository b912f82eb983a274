import { useEffect, useState } from 'react';
import type { HelpRequest } from '../../../../src/protocol';
import type { Board } from '../model/board';
import { useLiveStore } from '../live/live-class-provider';
import { usePorts } from '../../ports';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { nameOf } from '../model/names';
import { t } from '../../text/translate';
import { ringForHelp } from './ring-for-help';

const NAMES_SHOWN = 3;

/** What a screen reader is to say of the newest calls. */
export interface CallNews {
  /** Empty before the first. */
  readonly text: string;
  /** How often something was said: the same words again are news all the same. */
  readonly count: number;
}

/**
 * Alerts the instructor to help requests, by sound and by system notification as far as they are turned on.
 */
export function useHelpAlarm(): CallNews {
  const { clock, timers, page, tone, notices, switches } = usePorts();
  const [news, setNews] = useState<CallNews>({ text: '', count: 0 });
  const store = useLiveStore();
  const isProjecting = useIsProjecting();
  useEffect(() => {
    const ring = (calls: readonly HelpRequest[], students: Board['students']): void => {
      const title = t('helpAlarm.title', { count: calls.length });
      const text = isProjecting ? t('helpAlarm.nameless') : namesOf(calls, students);
      // A hidden page draws nothing; its notifications tell.
      if (page.isVisible()) {
        const said = isProjecting ? title : t('helpAlarm.news', { title, names: text });
        setNews(({ count }) => ({ text: said, count: count + 1 }));
      }
      if (switches.helpSound.store.getState()) {
        tone.play();
      }
      if (switches.helpNotices.store.getState()) {
        notices.show(title, text);
      }
    };
    return ringForHelp(store, { clock, timers, ring });
  }, [store, clock, timers, page, tone, notices, switches, isProjecting]);
  return news;
}

function namesOf(calls: readonly HelpRequest[], students: Board['students']): string {
  const callers = calls.map(({ studentId }) => students.get(studentId)).filter(student => student !== undefined);
  return callers.slice(0, NAMES_SHOWN).map(nameOf).join(t('common.listSeparator'));
}
