import { Menu, type MenuProps } from '@mantine/core';
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';

interface OpeningMenuProps extends Pick<MenuProps, 'position' | 'width'> {
  /** The button that a `LateMenu` showed until now; it takes the focus that its predecessor had, and gets it back when the menu closes. */
  readonly target: ReactElement;
  readonly children: ReactNode;
}

/** A menu that was asked for before it was there: it opens as soon as it is. */
export function OpeningMenu({ target, children, ...where }: OpeningMenuProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  // Not open from the beginning: what had the focus when it opens gets it back.
  // oxlint-disable-next-line react/set-state-in-effect -- the button has to be there and have the focus first
  useEffect(() => setOpen(true), []);
  return (
    <Menu opened={isOpen} onChange={setOpen} {...where}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
