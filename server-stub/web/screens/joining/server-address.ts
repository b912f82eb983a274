/** Whether other computers cannot reach this address because it means "this computer" on each of them. */
export function isOnlyThisComputer(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.');
}
