import type { Outbox } from '../../outbox/outbox';
import type { Keepsake } from '../../platform/keepsake';
import type { RandomId } from '../../platform/random';
import { isRandomId } from '../../protocol';

const DEVICE = 'device';

/**
 * The id of this browser profile and user; made on first use, and the same in all tabs. Without it the student's name would be in use on
 * another device, so the keepsake has it, too.
 */
export async function readDeviceId(outbox: Outbox, keepsake: Keepsake, randomId: RandomId): Promise<string> {
  const id = (await readStoredDeviceId(outbox)) ?? (await storeDeviceId(outbox, keptDeviceId(keepsake) ?? randomId()));
  keepsake.write(id);
  return id;
}

async function readStoredDeviceId(outbox: Outbox): Promise<string | undefined> {
  const stored = await outbox.getItem(DEVICE);
  return typeof stored === 'string' ? stored : undefined;
}

/** @returns the id that counts: another tab's, if that was first */
async function storeDeviceId(outbox: Outbox, id: string): Promise<string> {
  await outbox.updateItem(DEVICE, other => (typeof other === 'string' ? other : id));
  return (await readStoredDeviceId(outbox)) ?? id;
}

function keptDeviceId(keepsake: Keepsake): string | undefined {
  const kept = keepsake.read();
  return isRandomId(kept) ? kept : undefined;
}
