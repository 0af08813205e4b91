/** What a model with a capability is good for. @internal */
export const capabilityTexts: Record<string, string | undefined> = {
  chat: 'answers in a conversation',
  code: 'reads, writes and explains code',
  embedding: 'turns text into vectors, to search and to compare by meaning',
  embeddings: 'turns text into vectors, to search and to compare by meaning',
  rag: 'answers from documents that were retrieved for it',
  reasoning: 'thinks in several steps before it answers',
  rerank: 'orders documents by how well they fit a question',
  tools: 'calls the tools (functions) that it is given',
  transcription: 'writes down what is spoken',
  translation: 'translates between languages',
  vision: 'understands images',
};
