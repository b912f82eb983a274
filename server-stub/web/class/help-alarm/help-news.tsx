import type { ReactNode } from 'react';
import { useAnswerNews } from './use-answer-news';
import { useHelpAlarm } from './use-help-alarm';

/** Says new help requests, and colleagues' answers, to those who hear the page, without taking the focus; mounted once, it is the help alarm, too. */
export function HelpNews(): ReactNode {
  const calls = useHelpAlarm();
  const answers = useAnswerNews();
  return (
    <div className="hidden-visually" role="status" aria-atomic="false">
      <p key={`calls ${String(calls.count)}`}>{calls.text}</p>
      <p>{answers}</p>
    </div>
  );
}
