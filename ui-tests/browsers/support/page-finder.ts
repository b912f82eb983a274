/** What the tests bring into a page that they look at; bundled by `screen.ts`. */
import { queryAllByRole } from '@testing-library/dom';

/** How a person tells something on the screen from everything else. */
export interface Target {
  readonly role: string;
  readonly name: string;
  /** Whether the name may go on. */
  readonly isBeginning: boolean;
}

declare global {
  interface Window {
    findByRole?: (target: Target) => Element | undefined;
  }
}

window.findByRole = ({ role, name, isBeginning }) => {
  const isMeant = (found: string) => (isBeginning ? found.startsWith(name) : found === name);
  return queryAllByRole(document.body, role, { name: isMeant }).at(0);
};
