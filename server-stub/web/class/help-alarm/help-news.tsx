import type { ReactNode } from 'react';
import { useHelpAlarm } from './use-help-alarm';

/** Says new help requests to those who hear the page, without taking the focus; mounted once, it is the help alarm, too. */
export function HelpNews(): ReactNode {
  const news = useHelpAlarm();
  return (
    <p className="hidden-visually" role="status">
      {news}
    </p>
  );
}
