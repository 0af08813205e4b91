import type { NewKeyUse } from './KeyStore';

/** The latest call with each key, each key once. @internal */
export function latestUses(uses: NewKeyUse[]): NewKeyUse[] {
  const latest = new Map<string, NewKeyUse>();
  for (const use of uses) {
    const before = latest.get(use.keyId);
    if (!before || before.at < use.at) {
      latest.set(use.keyId, use);
    }
  }
  return [...latest.values()];
}
