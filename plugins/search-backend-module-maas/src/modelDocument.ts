import {
  type Model,
  modelPagePath,
  type ModelSearchDocument,
  type TokenClass,
} from '@openmaas/backstage-plugin-maas-common';

/** What people look for where a model says it in one word. */
const OTHER_WORDS: Record<string, string> = {
  chat: 'conversation, assistant',
  code: 'coding, programming',
  embedding: 'vectors, retrieval, semantic search',
  embeddings: 'vectors, retrieval, semantic search',
  image: 'pictures, vision',
  rag: 'retrieval augmented generation',
  reasoning: 'thinking',
  rerank: 'reranking, retrieval',
  tools: 'tool calling, function calling',
  vision: 'images, pictures',
};

/**
 * A model as the index of the search has it. Every document has the same fields, since
 * an index in memory takes those of the first one.
 *
 * @internal
 */
export function modelDocument(model: Model): ModelSearchDocument {
  return {
    title: model.title,
    text: textOf(model),
    // The engine in memory keeps one document per address over all types: with the address
    // of the entity alone, a model and its entity would be shown in each other's place.
    location: `${modelPagePath(model.id)}/`,
    modelId: model.id,
    description: model.description ?? '',
    provider: model.provider ?? '',
    license: model.license ?? '',
    capability: model.capabilities,
    lifecycle: model.lifecycle,
    owner: model.owner,
    inputPrice: priceOf(model, 'input'),
    outputPrice: priceOf(model, 'output'),
    currency: model.prices[0]?.currency ?? '',
  };
}

function textOf(model: Model): string {
  const { input, output } = model.modalities;
  const abilities = [...model.capabilities, ...input, ...output];
  const text = [
    model.description,
    model.id,
    model.servedName,
    ...model.aliases,
    model.provider,
    model.version,
    model.license,
    model.quantization,
    ...abilities,
    ...abilities.map(ability => OTHER_WORDS[ability]),
  ];
  return [...new Set(text)].filter(Boolean).join(' · ');
}

function priceOf(model: Model, tokenClass: TokenClass): string {
  const price = model.prices.find(one => one.tokenClass === tokenClass);
  return price?.nanosPerMillion ?? '';
}
