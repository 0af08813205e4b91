/** Where a key is revealed in the portal. @internal */
export function keyPathOf(keyId: string): string {
  return `/maas/keys/${keyId}`;
}

/** Where an access request stands in the portal. @internal */
export function requestPathOf(requestId: string): string {
  return `/maas/requests/${requestId}`;
}

/** Where a request for a model stands in the portal. @internal */
export function modelRequestPathOf(requestId: string): string {
  return `/maas/model-requests/${requestId}`;
}
