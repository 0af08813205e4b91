import type { components } from './generated/openapi';

/** The schemas of the control plane's OpenAPI definition, by name. @public */
export type Schemas = components['schemas'];

/** A model as the control plane serves it. @public */
export type Model = Schemas['Model'];

/** A price of one token class, in integer nano-units per million tokens. @public */
export type Price = Schemas['Price'];

/** What is counted and priced apart: reasoning is a part of output. @public */
export type TokenClass = Price['tokenClass'];

/** A named set of limits and a price factor. @public */
export type Plan = Schemas['Plan'];

/** A team may use a model under a plan. @public */
export type Grant = Schemas['Grant'];

/** Where a grant is in its life. @public */
export type GrantState = Schemas['GrantState'];

/** Somebody asks for grants and a key. @public */
export type AccessRequest = Schemas['AccessRequest'];

/** Where an access request is in its life. @public */
export type AccessRequestState = Schemas['AccessRequestState'];

/** The body that asks for access. @public */
export type CreateAccessRequest = Schemas['CreateAccessRequest'];

/** An API key, without its secret. @public */
export type ApiKey = Schemas['ApiKey'];

/** Where an API key is in its life. @public */
export type KeyState = Schemas['KeyState'];

/** A model that a key can call, and under which plan. @public */
export type KeyModel = Schemas['KeyModel'];

/** The body that makes another key. @public */
export type CreateKey = Schemas['CreateKey'];

/** A key with its secret: exists only in the answer to the one reveal. @public */
export type RevealedKey = Schemas['RevealedKey'];

/** One page of a list: ask again with `nextCursor` for the next one. @public */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
  /** How many there are on all pages. */
  totalItems: number;
}
