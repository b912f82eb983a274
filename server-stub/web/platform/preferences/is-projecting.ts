import { createContext, useContext } from 'react';

export const ProjectorContext = createContext(false);

/** Whether projector mode is on. Leave out what would be empty or refused then. */
export function useIsProjecting(): boolean {
  return useContext(ProjectorContext);
}
