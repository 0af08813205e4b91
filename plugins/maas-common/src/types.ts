import type { components } from './generated/openapi';

/** The schemas of the control plane's OpenAPI definition, by name. @public */
export type Schemas = components['schemas'];

/** A model as the control plane serves it. @public */
export type Model = Schemas['Model'];

/**
 * A price of one token class, in integer nano-units per million tokens or, for
 * `audioSecond`, per million seconds of audio.
 *
 * @public
 */
export type Price = Schemas['Price'];

/**
 * What is counted and priced apart: reasoning is a part of output, `audioSecond` is no
 * token at all.
 *
 * @public
 */
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

/** Tokens of one or many calls, by class. @public */
export type TokenCounts = Schemas['TokenCounts'];

/** How a metered call ended. @public */
export type UsageEndState = Schemas['UsageEndState'];

/** One call as a gateway meters it: written once, never changed. @public */
export type MeteredCall = Schemas['MeteredCall'];

/** A metered call with the price it was billed at. @public */
export type UsageEvent = Schemas['UsageEvent'];

/** Prices that a call is billed at. @public */
export type BilledPrice = Schemas['BilledPrice'];

/** Requests, tokens and cost in sum. @public */
export type UsageSums = Schemas['UsageSums'];

/** Sums of one period and group. @public */
export type UsageRow = Schemas['UsageRow'];

/** Sums of the ledger. @public */
export type UsageReport = Schemas['UsageReport'];

/** A batch of metered calls. @public */
export type UsageBatch = Schemas['UsageBatch'];

/** What became of a batch. @public */
export type UsageReceipt = Schemas['UsageReceipt'];

/** All that a gateway decides by, or what changed in it. @public */
export type PolicyUpdate = Schemas['PolicyUpdate'];

/** A model as a gateway knows it. @public */
export type PolicyModel = Schemas['PolicyModel'];

/** A grant as a gateway knows it. @public */
export type PolicyGrant = Schemas['PolicyGrant'];

/** An API key as a gateway knows it: hashes of its secrets only. @public */
export type PolicyKey = Schemas['PolicyKey'];

/** A key that was younger than the policy, with the grants of its team. @public */
export type ResolvedKey = Schemas['ResolvedKey'];

/** What a gateway says of itself. @public */
export type GatewayReport = Schemas['GatewayReport'];

/** A gateway as the control plane knows it. @public */
export type Gateway = Schemas['Gateway'];

/** Limits of one API key, beside those of its plans. @public */
export type KeyLimits = Schemas['KeyLimits'];

/** What a team has used under a plan this month. @public */
export type PolicyPlanUse = Schemas['PolicyPlanUse'];

/** What an API key has used this month. @public */
export type PolicyKeyUse = Schemas['PolicyKeyUse'];

/** A budget of the current month, as a gateway knows it. @public */
export type PolicyBudget = Schemas['PolicyBudget'];

/** Where a model answers, as a gateway knows it. @public */
export type PolicyEndpoint = Schemas['PolicyEndpoint'];

/** How long calls of a model may take. @public */
export type UpstreamTimeouts = Schemas['UpstreamTimeouts'];

/** A request that a gateway answered with an error of its own. @public */
export type Refusal = Schemas['Refusal'];

/** The limit that a call would have passed. @public */
export type RefusedLimit = Schemas['RefusedLimit'];

/** A batch of refusals. @public */
export type RefusalBatch = Schemas['RefusalBatch'];

/** What became of a request at a gateway. @public */
export type RequestReport = Schemas['RequestReport'];

/** How a gateway finds an endpoint. @public */
export type EndpointReport = Schemas['EndpointReport'];

/** What a model takes or gives. @public */
export type Modality = Schemas['Modality'];

/** Whether a model can be called now, in a word. @public */
export type ModelState = Schemas['ModelState'];

/** Whether a model works now. @public */
export type ModelStatus = Schemas['ModelStatus'];

/** How fast a model answers, as gateways measured it. @public */
export type ModelSpeed = Schemas['ModelSpeed'];

/** The values of each filter of the models. @public */
export type ModelFacets = Schemas['ModelFacets'];

/** A value of a filter, and how many models have it. @public */
export type Facet = Schemas['Facet'];

/** The name of a term of a model that a person may set. @public */
export type TermName = Schemas['TermName'];

/** A price as a person sets it. @public */
export type PriceToSet = Schemas['PriceToSet'];

/** The body that sets terms of a model. @public */
export type UpdateModel = Schemas['UpdateModel'];

/** One term of a model: the source's value and a person's. @public */
export type ModelTerm = Schemas['ModelTerm'];

/** All terms of a model, as its editors see them. @public */
export type ModelTerms = Schemas['ModelTerms'];

/** Something that changed about a model. @public */
export type ModelChange = Schemas['ModelChange'];

/** How gateways found a model, now and lately. @public */
export type ModelHealth = Schemas['ModelHealth'];

/** How gateways found a model in a stretch of time. @public */
export type ModelHealthPoint = Schemas['ModelHealthPoint'];

/** What a team may still use of a model this month. @public */
export type ModelAllowance = Schemas['ModelAllowance'];

/** A budget that calls of a model count against. @public */
export type AllowanceBudget = Schemas['AllowanceBudget'];

/** Where models come from, and what is wrong there. @public */
export type ModelSourceReport = Schemas['ModelSourceReport'];

/** A key of short life with its secret, for the playground. @public */
export type PlaygroundKey = Schemas['PlaygroundKey'];

/** The body that asks for a key of the playground. @public */
export type CreatePlaygroundKey = Schemas['CreatePlaygroundKey'];

/** What would become of an access request. @public */
export type AccessRequestPreview = Schemas['AccessRequestPreview'];

/** One of the decisions that an access request needs. @public */
export type RequestStep = Schemas['RequestStep'];

/** Whose decision a step is. @public */
export type StepKind = Schemas['StepKind'];

/** Something that happened to a request. @public */
export type TimelineEntry = Schemas['TimelineEntry'];

/** The body that agrees to an access request, in part or otherwise than asked for. @public */
export type Approval = Schemas['Approval'];

/** The body that decides about many access requests. @public */
export type BulkDecision = Schemas['BulkDecision'];

/** What became of each access request. @public */
export type BulkDecisionResult = Schemas['BulkDecisionResult'];

/** Somebody decides for somebody else for a time. @public */
export type Delegation = Schemas['Delegation'];

/** Who decides for a user, and for whom the user decides. @public */
export type Delegations = Schemas['Delegations'];

/** The body that lets somebody else decide. @public */
export type SetDelegation = Schemas['SetDelegation'];

/** What sort of data is sent to a model. @public */
export type DataClass = Schemas['DataClass'];

/** What data may be sent to a model, and where it goes. @public */
export type DataPolicy = Schemas['DataPolicy'];

/** The announced end of a model. @public */
export type Retirement = Schemas['Retirement'];

/** Somebody stopped a model for everybody. @public */
export type ModelStop = Schemas['ModelStop'];

/** Somebody asks for a model that is not offered yet. @public */
export type ModelRequest = Schemas['ModelRequest'];

/** Where a model request is in its life. @public */
export type ModelRequestState = Schemas['ModelRequestState'];

/** Somebody wants the same model. @public */
export type ModelRequestJoin = Schemas['ModelRequestJoin'];

/** The body that asks for a model. @public */
export type CreateModelRequest = Schemas['CreateModelRequest'];

/** The body that joins a model request. @public */
export type JoinModelRequest = Schemas['JoinModelRequest'];

/** The body that approves a model request. @public */
export type ApproveModelRequest = Schemas['ApproveModelRequest'];

/** The body that says which model it became. @public */
export type AvailableModelRequest = Schemas['AvailableModelRequest'];

/** Models and model requests that are similar to something. @public */
export type SimilarModels = Schemas['SimilarModels'];

/** Where the weights of a wanted model are. @public */
export type WantedSource = Schemas['WantedSource'];

/** A team, and who owns it. @public */
export type Team = Schemas['Team'];

/** Somebody did something, or tried to. @public */
export type AuditEntry = Schemas['AuditEntry'];

/** Whether it was done. @public */
export type AuditOutcome = Schemas['AuditOutcome'];

/** The body that changes an API key. @public */
export type UpdateKey = Schemas['UpdateKey'];

/** The body that gives an API key another secret. @public */
export type RotateKey = Schemas['RotateKey'];

/** The body that suspends, resumes or revokes many API keys. @public */
export type BulkKeyAction = Schemas['BulkKeyAction'];

/** What became of each API key. @public */
export type BulkKeyActionResult = Schemas['BulkKeyActionResult'];

/** Why an API key does not work for now. @public */
export type KeySuspension = Schemas['KeySuspension'];

/** The latest use of an API key. @public */
export type KeyUse = Schemas['KeyUse'];

/** Where a call came from, and what made it. @public */
export type Caller = Schemas['Caller'];
