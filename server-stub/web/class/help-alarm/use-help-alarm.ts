import { useEffect } from 'react';
import type { HelpRequest } from '../../../../src/protocol';
import type { Board } from '../model/board';
import { useLiveStore } from '../live/live-class-provider';
import { usePorts } from '../../ports';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { nameOf } from '../model/names';
import { t } from '../../text/translate';
import { ringForHelp } from './ring-for-help';

const NAMES_SHOWN = 3;

/** Alerts the instructor to help requests, by sound and by system notification as far as they are turned on. */
export function useHelpAlarm(): void {
  const { clock, timers, tone, notices, switches } = usePorts();
  const store = useLiveStore();
  const isProjecting = useIsProjecting();
  useEffect(() => {
    const ring = (calls: readonly HelpRequest[], students: Board['students']): void => {
      if (switches.helpSound.store.getState()) {
        tone.play();
      }
      if (switches.helpNotices.store.getState()) {
        notices.show(t('helpAlarm.title', { count: calls.length }), isProjecting ? t('helpAlarm.nameless') : namesOf(calls, students));
      }
    };
    return ringForHelp(store, { clock, timers, ring });
  }, [store, clock, timers, tone, notices, switches, isProjecting]);
}

function namesOf(calls: readonly HelpRequest[], students: Board['students']): string {
  const callers = calls.map(({ studentId }) => students.get(studentId)).filter(student => student !== undefined);
  return callers.slice(0, NAMES_SHOWN).map(nameOf).join(t('common.listSeparator'));
}
