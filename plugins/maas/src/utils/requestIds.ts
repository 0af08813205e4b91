/** As the gateway makes them: UUIDs. */
const REQUEST_ID =
  /(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/i;

/**
 * Finds a request id in what was pasted, which may be a whole line with its header.
 *
 * @param text - for example `x-request-id: 019aa5c0-7d2e-7f00-8a1b-2c3d4e5f6091`
 * @returns the id in lower case; undefined where there is none
 * @internal
 */
export function readRequestId(text: string): string | undefined {
  return REQUEST_ID.exec(text)?.[0].toLocaleLowerCase('en-US');
}
