/**
 * What looks like an API key in a text. Who puts one where it does not belong means well,
 * but what is written down is read by many.
 *
 * @internal
 */
export const API_KEY = /maas_\w{10,}/g;
