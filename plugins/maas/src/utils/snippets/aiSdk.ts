import { quote } from './quote';
import type { SnippetBuilder, SnippetTarget } from './target';

function program(target: SnippetTarget, use: string, call: string[]): string[] {
  return [
    '// call.mjs: npm install ai @ai-sdk/openai-compatible',
    "import { createOpenAICompatible } from '@ai-sdk/openai-compatible';",
    `import { ${use} } from 'ai';`,
    '',
    'const gateway = createOpenAICompatible({',
    "  name: 'gateway',",
    `  baseURL: ${quote(target.baseUrl)},`,
    '  apiKey: process.env.OPENAI_API_KEY,',
    '});',
    ...call,
  ];
}

/** Vercel's AI SDK. @internal */
export const aiSdk: SnippetBuilder = {
  chat: target =>
    program(target, 'generateText', [
      'const { text } = await generateText({',
      `  model: gateway.chatModel(${quote(target.servedName)}),`,
      "  prompt: 'Hello!',",
      '});',
      'console.log(text);',
    ]),
  embed: target =>
    program(target, 'embed', [
      'const { embedding } = await embed({',
      `  model: gateway.embeddingModel(${quote(target.servedName)}),`,
      "  value: 'Hello!',",
      '});',
      'console.log(embedding);',
    ]),
};
