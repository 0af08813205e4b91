import type { PolicyKey } from '@openmaas/backstage-plugin-maas-common';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** Read once of each key that is used, for as long as the policy has it like that. */
const networksOf = new WeakMap<string[], Network[]>();

/**
 * Whether a key may be used from an address.
 *
 * @param address - of the client; one that cannot be read is nowhere
 * @internal
 */
export function allowsAddress(
  { addresses }: Pick<PolicyKey, 'addresses'>,
  address: string,
): boolean {
  if (!addresses) {
    return true;
  }
  let networks = networksOf.get(addresses);
  if (!networks) {
    networks = addresses
      .map(readNetwork)
      .filter(network => network !== undefined);
    networksOf.set(addresses, networks);
  }
  if (!ipaddr.isValid(address)) {
    return false;
  }
  // IPv4 as such, however a socket for both writes it.
  const from = ipaddr.process(address);
  return networks.some(
    ([network, prefix]) =>
      network.kind() === from.kind() && from.match(network, prefix),
  );
}

/** @returns nothing where it is none: it lets nobody in */
function readNetwork(text: string): Network | undefined {
  if (ipaddr.isValid(text)) {
    const address = ipaddr.process(text);
    return [address, address.kind() === 'ipv6' ? 128 : 32];
  }
  if (!ipaddr.isValidCIDR(text)) {
    return undefined;
  }
  const [address, prefix] = ipaddr.parseCIDR(text);
  return address instanceof ipaddr.IPv6 &&
    address.isIPv4MappedAddress() &&
    prefix >= 96
    ? [address.toIPv4Address(), prefix - 96]
    : [address, prefix];
}
