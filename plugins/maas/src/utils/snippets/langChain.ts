import { quote } from './quote';
import type { SnippetBuilder } from './target';

const INSTALL =
  '# pip install langchain-openai; the key is read from OPENAI_API_KEY';

/** LangChain for Python. @internal */
export const langChain: SnippetBuilder = {
  chat: ({ baseUrl, servedName }) => [
    INSTALL,
    'from langchain_openai import ChatOpenAI',
    '',
    'model = ChatOpenAI(',
    `    base_url=${quote(baseUrl)},`,
    `    model=${quote(servedName)},`,
    ')',
    'print(model.invoke("Hello!").content)',
  ],
  embed: ({ baseUrl, servedName }) => [
    INSTALL,
    'from langchain_openai import OpenAIEmbeddings',
    '',
    'model = OpenAIEmbeddings(',
    `    base_url=${quote(baseUrl)},`,
    `    model=${quote(servedName)},`,
    "    # Sends texts, not tokens of OpenAI's own models.",
    '    check_embedding_ctx_length=False,',
    ')',
    'print(model.embed_query("Hello!"))',
  ],
};
