import ipaddr from 'ipaddr.js';

/** What the control plane takes at most. */
const MAX_ADDRESSES = 50;

/** What is wrong with typed addresses; `name` is that of a text. @internal */
export interface AddressFault {
  name: 'invalid' | 'twice' | 'tooMany';
  /** The one that it is about. */
  address: string;
}

/** Networks in CIDR notation, or what is wrong with them. @internal */
export interface TypedAddresses {
  addresses: string[];
  fault?: AddressFault;
}

/** A network as the control plane writes it; undefined where the text names none. */
function networkIn(text: string): string | undefined {
  const [address, length, ...rest] = text.split('/');
  // The library takes 10.1 for 10.0.0.1, and lets the zone of an address pass.
  const sound =
    ipaddr.IPv4.isValidFourPartDecimal(address) ||
    (ipaddr.IPv6.isValid(address) && !address.includes('%'));
  if (!sound || rest.length > 0) {
    return undefined;
  }
  const parsed = ipaddr.parse(address);
  const bits = parsed.kind() === 'ipv4' ? 32 : 128;
  if (length !== undefined && !/^(0|[1-9]\d{0,2})$/.test(length)) {
    return undefined;
  }
  const prefix = length === undefined ? bits : Number(length);
  return prefix <= bits ? `${parsed.toString()}/${prefix}` : undefined;
}

/**
 * Reads networks and single addresses as people type them: one per line, or with commas
 * or spaces between them.
 *
 * @returns each as a network; up to the first one with a fault
 * @internal
 */
export function parseAddresses(typed: string): TypedAddresses {
  const addresses: string[] = [];
  for (const address of typed.split(/[\s,;]+/).filter(Boolean)) {
    const network = networkIn(address);
    if (network === undefined) {
      return { addresses, fault: { name: 'invalid', address } };
    }
    if (addresses.includes(network)) {
      return { addresses, fault: { name: 'twice', address } };
    }
    addresses.push(network);
    if (addresses.length > MAX_ADDRESSES) {
      return { addresses, fault: { name: 'tooMany', address } };
    }
  }
  return { addresses };
}
