import { yamlQuote } from './quote';
import type { SnippetBuilder, SnippetTarget } from './target';

function config(target: SnippetTarget, model: string[]): string[] {
  const name = yamlQuote(target.servedName);
  return [
    '# ~/.continue/config.yaml; put OPENAI_API_KEY=… into ~/.continue/.env',
    'name: AI models',
    'version: 0.0.1',
    'schema: v1',
    'models:',
    `  - name: ${name}`,
    '    provider: openai',
    `    model: ${name}`,
    `    apiBase: ${yamlQuote(target.baseUrl)}`,
    '    apiKey: ${{ secrets.OPENAI_API_KEY }}',
    ...model,
  ];
}

function chatDetails({ capabilities = [], contextLength }: SnippetTarget) {
  return [
    '    roles: [chat, edit, apply]',
    ...(capabilities.includes('tools') ? ['    capabilities: [tool_use]'] : []),
    ...(contextLength
      ? [
          '    defaultCompletionOptions:',
          `      contextLength: ${contextLength}`,
        ]
      : []),
  ];
}

/** The configuration of Continue, an assistant for VS Code and JetBrains IDEs. @internal */
export const continueDev: SnippetBuilder = {
  chat: target => config(target, chatDetails(target)),
  embed: target => config(target, ['    roles: [embed]']),
};
