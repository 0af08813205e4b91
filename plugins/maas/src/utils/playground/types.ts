import type { TokenCounts } from '@openmaas/backstage-plugin-maas-common';

/** A call of a tool that a model asks for. @internal */
export interface ToolCall {
  id: string;
  name: string;
  /** JSON, as the model wrote it. */
  arguments: string;
}

/** Why a call was refused or broke off. @internal */
export interface AnswerError {
  /** HTTP status; undefined where no answer came, or only its end is missing. */
  status?: number;
  /** Of the gateway, such as `rate_limit_exceeded`. */
  code?: string;
  /** In the words of the gateway or the browser; none where an answer just ended. */
  message?: string;
}

/** What came back of a prompt, so far. @internal */
export interface Answer {
  /** Id of the model that was asked. */
  model: string;
  /** Entity reference of the team that pays; undefined until it was asked. */
  team?: string;
  state: 'waiting' | 'streaming' | 'done' | 'stopped' | 'failed';
  content: string;
  reasoning: string;
  toolCalls: ToolCall[];
  finishReason?: string;
  /** As the model server counted; undefined until it did. */
  usage?: TokenCounts;
  /** Milliseconds from sending to the first piece of the answer. */
  firstTokenMs?: number;
  /** Milliseconds from sending to its end. */
  totalMs?: number;
  /** The gateway's `x-request-id`. */
  requestId?: string;
  error?: AnswerError;
}

/** What a tool gave back. @internal */
export interface ToolResult {
  id: string;
  content: string;
}

/** One step of a conversation with one model. @internal */
export type Entry =
  | { kind: 'user'; id: string; text: string; images: string[] }
  | { kind: 'tools'; id: string; results: ToolResult[] }
  | { kind: 'answer'; id: string; answer: Answer };

/** A conversation with one model, beside others. @internal */
export interface ChatColumn {
  id: string;
  /** Id of the model that is asked next. */
  model: string;
  entries: Entry[];
}

/** Sampling parameters; those that are not set are not sent. @internal */
export interface Parameters {
  temperature?: number;
  top_p?: number;
  max_tokens?: number;
  seed?: number;
  presence_penalty?: number;
  frequency_penalty?: number;
  /** One sequence a line. */
  stop: string;
}

/** What goes with every prompt. @internal */
export interface ChatSettings {
  system: string;
  parameters: Parameters;
  /** A JSON list of tools, as typed; empty for none. */
  tools: string;
}

/** A message in OpenAI's shape. @internal */
export type ChatMessage = { role: string } & Record<string, unknown>;

/** The body of a chat completion, as far as it is sent. @internal */
export type ChatRequest = {
  model: string;
  messages: ChatMessage[];
} & Record<string, unknown>;
