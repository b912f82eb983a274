import { type ComponentType, type ReactNode, useState } from 'react';
import { usePorts } from '../../ports';
import { WhenLoaded } from './when-loaded';

/** What the button that opens a menu is given before the menu has come. */
interface OpenerProps {
  readonly 'aria-haspopup'?: 'menu';
  readonly 'aria-expanded'?: boolean;
  readonly 'aria-busy'?: boolean;
  readonly onClick?: () => void;
}

interface LateMenuProps {
  readonly Opener: ComponentType<OpenerProps>;
  /** Made by `onDemand`; draws the same opener as its target, and opens at once. */
  readonly Menu: ComponentType;
}

/** A button whose menu comes when it is first pressed. */
export function LateMenu({ Opener, Menu }: LateMenuProps): ReactNode {
  const { page } = usePorts();
  const [isWanted, want] = useState(false);
  const closed = { 'aria-haspopup': 'menu', 'aria-expanded': false } as const;
  return isWanted ? (
    <WhenLoaded whileLoading={<Opener {...closed} aria-busy />} onReload={() => page.reload()}>
      <Menu />
    </WhenLoaded>
  ) : (
    <Opener {...closed} onClick={() => want(true)} />
  );
}
