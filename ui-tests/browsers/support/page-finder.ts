/** What the tests bring into a page that they look at; bundled by `screen.ts`. */
import { queryAllByRole } from '@testing-library/dom';

/** How a person tells something on the screen from everything else. */
export interface Target {
  readonly role: string;
  /** How its name begins. */
  readonly name: string;
}

declare global {
  interface Window {
    findByRole?: (target: Target) => Element | undefined;
  }
}

window.findByRole = ({ role, name }) => queryAllByRole(document.body, role, { name: found => found.startsWith(name) }).at(0);
