import { useMemo } from 'react';
import { useRoleRights } from '../../session/use-me';
import { type Screen, SCREENS } from './screens';

/** The screens that the instructor's role lets them use. Projector mode takes none away: it ends by a key. */
export function useScreens(): readonly Screen[] {
  const rights = useRoleRights();
  return useMemo(() => SCREENS.filter(({ right }) => right === undefined || rights.includes(right)), [rights]);
}

/** Those that a phone has behind "More". */
export function useOtherScreens(): readonly Screen[] {
  return useScreens().filter(({ isPrimary }) => isPrimary !== true);
}
