import type { IncomingMessage } from 'node:http';
import type { TokenCounts } from '@openmaas/backstage-plugin-maas-common';
import type { StreamedBody } from '../spool/SpooledBody';

/** What an answer says of itself. @internal */
export interface AnswerFigures {
  /** As the model server counted; undefined where it did not. */
  usage?: TokenCounts;
  /** What it counted of the prompt, where that came before all of the usage did. */
  promptUsage?: Pick<TokenCounts, 'input' | 'cachedInput'>;
  /** Sound that the model server counted instead of tokens, in milliseconds. */
  audioMs?: number;
  finishReason?: string;
  /** Code of an error that came in place of an answer or in its midst. */
  errorCode?: string;
}

/** Passes an answer's stream on and notes what it says. @internal */
export interface AnswerStream {
  /**
   * Takes the next bytes.
   *
   * @returns what goes to the client now, in order; it may share memory with what came
   */
  push(chunk: Buffer): Buffer[];
  /** Nothing more comes: what there is of a last event is read as one. */
  end(): void;
  /** The stream is over by its own word; what closes it is held back for `rest`. */
  readonly closed: boolean;
  /** What was held back and goes to the client last. */
  rest(): Buffer[];
  /** Something that was generated has come: text, reasoning or the call of a tool. */
  readonly begun: boolean;
  figures(): AnswerFigures;
  /** All that was generated so far, as text. */
  text(): string;
}

/** Counts the tokens of a text. @internal */
export type CountTokens = (text: string) => Promise<number>;

/** A call that was read and is understood. @internal */
export interface ProxiedRequest<Body = Buffer> {
  /** As the client names it. */
  model: string;
  streamed: boolean;
  /** Tokens of the prompt, judged by its size. */
  estimatedInput: number;
  /** Most tokens that the client lets all answers have together; 0 where none are generated. */
  maxTokens?: number;
  /** How many answers it wants, each as long as that of a model may be; 1 by default. */
  answers?: number;
  /** The body for a server that knows the model by this name. */
  bodyFor(modelName: string): Body;
  /** Headers of that body, where they are not those of JSON. */
  headers?: Record<string, string>;
  /** Length of the sound as its file says, or judged by its size; in milliseconds. */
  audioMs?: number;
  /** How long that sound is at most, as far as its size tells; in milliseconds. */
  mostAudioMs?: number;
  /** Tokens of all that the model has to read; for where its server did not say. */
  countPrompt(countTokens: CountTokens): Promise<number>;
  /** Reads an answer that came in one piece, and says what was generated. */
  readAnswer(body: Buffer): AnswerFigures & { text(): string };
  /** Starts to read an answer that comes as a stream; missing where none does. */
  openStream?(): AnswerStream;
}

/** One endpoint of the API that is metered. @internal */
export interface Protocol {
  /** Path of the gateway and of a model server, such as `/v1/chat/completions`. */
  path: string;
  /**
   * Reads a request.
   *
   * @throws GatewayError 400
   */
  read(body: Buffer): ProxiedRequest;
}

/** A call whose body may be in a file. @internal */
export interface UploadRequest extends ProxiedRequest<Buffer | StreamedBody> {
  /** Its body is not needed any more. */
  discard(): Promise<void>;
}

/** An endpoint that is metered and whose bodies are too large for memory. @internal */
export interface UploadProtocol {
  path: string;
  /**
   * Receives a request; where it fails, nothing of it is left.
   *
   * @throws GatewayError 400, 413 or 503; ClientGone
   */
  receive(request: IncomingMessage): Promise<UploadRequest>;
}
