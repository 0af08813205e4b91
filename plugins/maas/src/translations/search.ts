/** Texts of the hits in the portal's search. @internal */
export const searchMessages = {
  kind: 'AI model',
  facts: 'Facts',
  license: 'License {{license}}',
  prices: '{{input}} in, {{output}} out per million tokens',
  inputPrice: '{{input}} in per million tokens',
  outputPrice: '{{output}} out per million tokens',
} as const;
