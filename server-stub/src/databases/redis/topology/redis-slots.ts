import { type Endpoint, nameOf } from '../redis-address';

export const SLOT_COUNT = 16_384;

/** CRC-16/XMODEM, as the Redis Cluster specification wants it. */
const CRC_POLYNOMIAL = 0x10_21;

/** The slot of a key in a cluster: of its hash tag, the text between the first `{` and the next `}`, if it has one that is not empty. */
export function slotOf(key: string): number {
  const open = key.indexOf('{');
  const close = key.indexOf('}', open + 1);
  const tag = open >= 0 && close > open + 1 ? key.slice(open + 1, close) : key;
  return crc16(Buffer.from(tag)) % SLOT_COUNT;
}

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      crc = ((crc << 1) ^ (crc & 0x80_00 ? CRC_POLYNOMIAL : 0)) & 0xff_ff;
    }
  }
  return crc;
}

/** A run of slots and the master that serves it. */
export interface SlotRange {
  readonly from: number;
  readonly to: number;
  readonly master: Endpoint;
}

/** Which master serves which slot. */
export class SlotMap {
  readonly #owners: (Endpoint | undefined)[] = Array.from({ length: SLOT_COUNT }, () => undefined);

  constructor(ranges: readonly SlotRange[] = []) {
    for (const { from, to, master } of ranges) {
      this.#owners.fill(master, from, to + 1);
    }
  }

  /** Undefined when the cluster has nobody for the slot. */
  ownerOf(key: string): Endpoint | undefined {
    return this.#owners[slotOf(key)];
  }

  /** One slot moved. */
  move(key: string, owner: Endpoint): void {
    this.#owners[slotOf(key)] = owner;
  }

  /** Every master, by `host:port`. */
  masters(): ReadonlyMap<string, Endpoint> {
    return new Map([...new Set(this.#owners)].flatMap(owner => (owner === undefined ? [] : [[nameOf(owner), owner]])));
  }
}

/**
 * Where a cluster's node sends a command that it did not do: `MOVED` for good, `ASK` for this once, while the slot is on its way.
 * @param asked the node that answered; it leaves out its own host
 */
export function readRedirect(message: string, asked: Endpoint): { readonly isAsk: boolean; readonly to: Endpoint } | undefined {
  const { word, host = '', port } = /^(?<word>MOVED|ASK) \d+ (?<host>.*):(?<port>\d+)$/u.exec(message)?.groups ?? {};
  return word === undefined ? undefined : { isAsk: word === 'ASK', to: { host: host || asked.host, port: Number(port) } };
}
