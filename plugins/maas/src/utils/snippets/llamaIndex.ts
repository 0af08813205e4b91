import { quote } from './quote';
import type { SnippetBuilder, SnippetTarget } from './target';

function connection({ baseUrl }: SnippetTarget): string[] {
  return [
    `    api_base=${quote(baseUrl)},`,
    '    api_key=os.environ["OPENAI_API_KEY"],',
  ];
}

/** LlamaIndex for Python. @internal */
export const llamaIndex: SnippetBuilder = {
  chat: target => [
    '# pip install llama-index-llms-openai-like',
    'import os',
    '',
    'from llama_index.llms.openai_like import OpenAILike',
    '',
    'model = OpenAILike(',
    `    model=${quote(target.servedName)},`,
    ...connection(target),
    '    is_chat_model=True,',
    ...(target.capabilities?.includes('tools')
      ? ['    is_function_calling_model=True,']
      : []),
    // Left out, it takes 3900 tokens for granted.
    ...(target.contextLength
      ? [`    context_window=${target.contextLength},`]
      : []),
    ')',
    'print(model.complete("Hello!"))',
  ],
  embed: target => [
    '# pip install llama-index-embeddings-openai-like',
    'import os',
    '',
    'from llama_index.embeddings.openai_like import OpenAILikeEmbedding',
    '',
    'model = OpenAILikeEmbedding(',
    `    model_name=${quote(target.servedName)},`,
    ...connection(target),
    ')',
    'print(model.get_text_embedding("Hello!"))',
  ],
};
