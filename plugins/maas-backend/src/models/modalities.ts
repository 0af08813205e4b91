import type { Modality, Model } from '@openmaas/backstage-plugin-maas-common';

type Modalities = Model['modalities'];

const TEXT_TO_TEXT: Modalities = { input: ['text'], output: ['text'] };

const OF_CAPABILITY: Record<string, Modalities | undefined> = {
  chat: TEXT_TO_TEXT,
  completion: TEXT_TO_TEXT,
  embedding: { input: ['text'], output: ['embedding'] },
  embeddings: { input: ['text'], output: ['embedding'] },
  rerank: { input: ['text'], output: ['score'] },
  score: { input: ['text'], output: ['score'] },
  transcription: { input: ['audio'], output: ['text'] },
};

/**
 * What a model takes and gives where its source does not say: what its capabilities are
 * known for, or else text.
 *
 * @internal
 */
export function modalitiesOf(capabilities: string[]): Modalities {
  const known = capabilities.flatMap(name =>
    Object.hasOwn(OF_CAPABILITY, name) ? OF_CAPABILITY[name] ?? [] : [],
  );
  const found = known.length > 0 ? known : [TEXT_TO_TEXT];
  const seen: Modality[] = capabilities.includes('vision') ? ['image'] : [];
  return {
    input: [...new Set([...found.flatMap(({ input }) => input), ...seen])],
    output: [...new Set(found.flatMap(({ output }) => output))],
  };
}
