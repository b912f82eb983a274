import { useEffect, useRef } from 'react';
import type { HelpRequest, StudentState } from '../../../src/protocol';
import { useBoard } from '../live/class-room';
import { useServerNow } from '../live/moment';
import { usePorts } from '../ports';
import { useIsProjecting } from '../projector/is-projecting';
import { nameOf } from '../students/names';
import { useSwitch } from '../switches/remembered-switch';
import { t } from '../text/translate';
import { listen, QUIET } from './help-alarm';

const STEP_MS = 5000;
const NAMES_SHOWN = 3;

/** Calls the instructor when a student calls for help, by sound and by the system's notices, as far as that is switched on. */
export function useHelpAlarm(): void {
  const { tone, notices, switches } = usePorts();
  const { help, students } = useBoard();
  const hasSound = useSwitch(switches.helpSound);
  const hasNotices = useSwitch(switches.helpNotices);
  const isProjecting = useIsProjecting();
  // So that a call that came too soon after another is rung for later.
  const nowMs = useServerNow(STEP_MS);
  const alarm = useRef(QUIET);
  useEffect(() => {
    const { state, ring } = listen(alarm.current, help, nowMs);
    alarm.current = state;
    if (ring.length > 0 && hasSound) {
      tone.play();
    }
    if (ring.length > 0 && hasNotices) {
      notices.show(t('alerts.title', { count: ring.length }), isProjecting ? t('alerts.nameless') : namesOf(ring, students));
    }
  }, [help, students, nowMs, tone, notices, hasSound, hasNotices, isProjecting]);
}

function namesOf(ring: readonly HelpRequest[], students: ReadonlyMap<string, StudentState>): string {
  const callers = ring.map(({ studentId }) => students.get(studentId)).filter(student => student !== undefined);
  return callers.slice(0, NAMES_SHOWN).map(nameOf).join(t('common.listSeparator'));
}
