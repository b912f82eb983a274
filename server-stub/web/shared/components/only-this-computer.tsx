import type { ReactNode } from 'react';
import { t } from '../../text/translate';
import './only-this-computer.css';

/** Warns of an address that other computers cannot reach; nothing for any other. */
export function OnlyThisComputer({ address }: { readonly address: string }): ReactNode {
  return isOnlyThisComputer(address) ? <p className="only-this-computer">{t('joining.onlyHere')}</p> : null;
}

/** Whether the address means "this computer" on each computer. */
function isOnlyThisComputer(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.');
}
