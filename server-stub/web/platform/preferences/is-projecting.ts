import { createContext, useContext } from 'react';

export const ProjectorContext = createContext(false);

/** Whether the class looks on. What would be empty or refused then is better left out. */
export function useIsProjecting(): boolean {
  return useContext(ProjectorContext);
}
