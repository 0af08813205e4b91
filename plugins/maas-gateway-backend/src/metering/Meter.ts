import type {
  MeteredCall,
  TokenCounts,
  UsageEndState,
} from '@openmaas/backstage-plugin-maas-common';

/** What is known of a call before anything of it goes upstream. @internal */
export type CallIntent = Pick<
  MeteredCall,
  | 'id'
  | 'startedAt'
  | 'team'
  | 'maker'
  | 'key'
  | 'grant'
  | 'plan'
  | 'model'
  | 'path'
  | 'streamed'
  | 'label'
  | 'caller'
> & {
  /** Tokens of the prompt by its size; what is billed where the call is lost. */
  estimatedInput: number;
};

/** How a call ended. @internal */
export type CallEnd = Pick<
  MeteredCall,
  | 'endpoint'
  | 'status'
  | 'errorCode'
  | 'finishReason'
  | 'attempts'
  | 'timeToFirstTokenMs'
  | 'audioMs'
> & {
  tokens: TokenCounts;
  estimated: boolean;
  endState: Exclude<UsageEndState, 'lost'>;
};

/** The journal of calls, from the side of those who make them. @internal */
export interface Meter {
  /**
   * Notes that a call is about to go upstream. It is as safe as `journal.sync` says when
   * this is fulfilled; nothing may be sent before.
   *
   * @throws GatewayError 503 where the journal cannot be written
   */
  begin(intent: CallIntent): Promise<OpenCall>;
}

/** A call in the journal. Exactly one of `end` and `cancel` counts, once. @internal */
export interface OpenCall {
  /** Notes the end; it is as safe when this is fulfilled, before the last byte is answered. */
  end(end: CallEnd): Promise<void>;
  /** Nothing ever reached the model server: the ledger is told nothing. */
  cancel(): Promise<void>;
}
