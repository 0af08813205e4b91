import type { RefusedLimit } from '@openmaas/backstage-plugin-maas-common';

/** Kinds of errors, as OpenAI's API has them. @internal */
export type GatewayErrorType =
  | 'invalid_request_error'
  | 'authentication_error'
  | 'permission_error'
  | 'not_found_error'
  | 'rate_limit_error'
  | 'server_error';

/** An answer that refuses a call, in the shape of OpenAI's API. @internal */
export class GatewayError extends Error {
  readonly status: number;
  readonly code: string;
  readonly type: GatewayErrorType;
  readonly param: string | null;
  readonly headers: Record<string, string>;
  /** The limit that refused, where one did; not a part of the answer. */
  readonly limit?: RefusedLimit;

  /**
   * @param message - for a person; says what to do. Never a secret
   * @param options - `code` is the contract's; `param` the field that is wrong
   */
  constructor(
    status: number,
    message: string,
    options: {
      code: string;
      type: GatewayErrorType;
      param?: string;
      headers?: Record<string, string>;
      limit?: RefusedLimit;
    },
  ) {
    super(message);
    this.name = 'GatewayError';
    this.status = status;
    this.code = options.code;
    this.type = options.type;
    this.param = options.param ?? null;
    this.headers = options.headers ?? {};
    this.limit = options.limit;
  }

  /** The body of the answer; `errorShape.ts` knows another one. */
  toBody(): {
    error: {
      message: string;
      type: string;
      param: string | null;
      code: string;
    };
  } {
    const { message, type, param, code } = this;
    return { error: { message, type, param, code } };
  }
}
