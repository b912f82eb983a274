import { NativeSelect } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import type { SessionSummary } from '../../../../src/protocol';
import { useAnswer } from '../../api/use-answer';
import { useBoard } from '../../class/live/live-class-provider';
import { useServerNow } from '../../class/live/moment';
import { describeSession } from './describe-session';
import { usePorts } from '../../ports';
import { t } from '../../text/translate';

const MINUTE_MS = 60_000;
/** In place of an id. */
export const ALL_SESSIONS = 'all';

interface SessionChoiceProps {
  readonly label: string;
  readonly chosen: string;
  readonly onChoose: (session: string) => void;
}

/** The class's sessions, the newest first, each with what there was. */
export function SessionChoice({ label, chosen, onChoose }: SessionChoiceProps): ReactNode {
  const { api } = usePorts();
  const { classId } = useBoard();
  const nowMs = useServerNow(MINUTE_MS);
  const { value, failure } = useAnswer(useCallback(() => api.listSessions(classId), [api, classId]));
  if (failure !== undefined) {
    return <p role="alert">{t('sessions.failed')}</p>;
  }
  const sessions = value?.sessions ?? [];
  return (
    <NativeSelect
      aria-label={label}
      value={chosen}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      data={[
        ...sessions.map(each => ({ value: each.id, label: nameOf(each, nowMs) })),
        ...(sessions.some(({ id }) => id === chosen) || chosen === ALL_SESSIONS ? [] : [{ value: chosen, label: t('common.none') }]),
        { value: ALL_SESSIONS, label: t('sessions.all') },
      ]}
    />
  );
}

function nameOf(session: SessionSummary, nowMs: number): string {
  const time = describeSession(session, nowMs);
  return [
    session.endedAt === undefined ? t('sessions.current', { time }) : time,
    t('sessions.students', { count: session.students }),
    t('sessions.runs', { count: session.runs }),
  ].join(t('common.detailSeparator'));
}
