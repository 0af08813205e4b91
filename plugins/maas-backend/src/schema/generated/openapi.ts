// Made from ../openapi.yaml: do not edit.
export const spec = {
  "openapi": "3.0.3",
  "info": {
    "title": "maas",
    "version": "1",
    "description": "Control plane of Models-as-a-Service: models, plans, access requests, API keys and what they were used for. Times are ISO 8601 in UTC, money is a string of nano-units beside its currency.",
    "license": {
      "name": "Apache-2.0",
      "url": "http://www.apache.org/licenses/LICENSE-2.0.html"
    },
    "contact": {}
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "security": [
    {
      "JWT": []
    }
  ],
  "tags": [
    {
      "name": "models"
    },
    {
      "name": "plans"
    },
    {
      "name": "access"
    },
    {
      "name": "keys"
    },
    {
      "name": "usage"
    },
    {
      "name": "gateway"
    }
  ],
  "paths": {
    "/models": {
      "get": {
        "operationId": "ListModels",
        "tags": [
          "models"
        ],
        "description": "Models that everybody may see. Filters that are given all have to fit; of a list, one value has to, of capabilities and modalities all.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/modelSearch"
          },
          {
            "$ref": "#/components/parameters/modelCapability"
          },
          {
            "$ref": "#/components/parameters/modelModality"
          },
          {
            "$ref": "#/components/parameters/modelProvider"
          },
          {
            "$ref": "#/components/parameters/modelLicense"
          },
          {
            "$ref": "#/components/parameters/modelState"
          },
          {
            "$ref": "#/components/parameters/modelMinContext"
          },
          {
            "$ref": "#/components/parameters/modelMaxInputPrice"
          },
          {
            "$ref": "#/components/parameters/modelMaxOutputPrice"
          },
          {
            "$ref": "#/components/parameters/modelMine"
          },
          {
            "$ref": "#/components/parameters/modelTeam"
          },
          {
            "$ref": "#/components/parameters/modelHidden"
          },
          {
            "name": "ids",
            "in": "query",
            "required": false,
            "description": "Only these models.",
            "schema": {
              "type": "array",
              "maxItems": 50,
              "items": {
                "$ref": "#/components/schemas/ModelId"
              }
            }
          },
          {
            "name": "sort",
            "in": "query",
            "required": false,
            "description": "What comes first: by id, title, price of input or output (cheapest), context (longest), speed (most tokens per second) or time to first token (shortest). What has no such figure comes last.",
            "schema": {
              "type": "string",
              "enum": [
                "id",
                "title",
                "inputPrice",
                "outputPrice",
                "context",
                "speed",
                "latency"
              ],
              "default": "id"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One page of models.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/models/facets": {
      "get": {
        "operationId": "GetModelFacets",
        "tags": [
          "models"
        ],
        "description": "What models can be told apart by, over all models that everybody may see, most frequent values first.",
        "responses": {
          "200": {
            "description": "The values of each filter.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelFacets"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/models/{id}": {
      "get": {
        "operationId": "GetModel",
        "tags": [
          "models"
        ],
        "description": "One model. A hidden one is found by those who may edit models, nobody else.",
        "parameters": [
          {
            "$ref": "#/components/parameters/modelId"
          }
        ],
        "responses": {
          "200": {
            "description": "The model.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Model"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "patch": {
        "operationId": "UpdateModel",
        "tags": [
          "models"
        ],
        "description": "Sets commercial terms of a model. What a person sets wins over the model's source, field by field; null gives the field back to the source.",
        "parameters": [
          {
            "$ref": "#/components/parameters/modelId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UpdateModel"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The terms after the change.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelTerms"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/models/{id}/terms": {
      "get": {
        "operationId": "GetModelTerms",
        "tags": [
          "models"
        ],
        "description": "The terms of a model as those see them who may edit models: what the source says, what a person set, and prices to come.",
        "parameters": [
          {
            "$ref": "#/components/parameters/modelId"
          }
        ],
        "responses": {
          "200": {
            "description": "The terms.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelTerms"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/models/{id}/history": {
      "get": {
        "operationId": "ListModelChanges",
        "tags": [
          "models"
        ],
        "description": "What changed about a model, newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/modelId"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of changes.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelChangeList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/models/{id}/health": {
      "get": {
        "operationId": "GetModelHealth",
        "tags": [
          "models"
        ],
        "description": "How gateways found a model, now and over the last 24 hours.",
        "parameters": [
          {
            "$ref": "#/components/parameters/modelId"
          }
        ],
        "responses": {
          "200": {
            "description": "Its health and speed.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelHealth"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/models/{id}/allowances": {
      "get": {
        "operationId": "ListModelAllowances",
        "tags": [
          "models"
        ],
        "description": "What the caller's teams may still use of a model this month: one entry a live or pending grant.",
        "parameters": [
          {
            "$ref": "#/components/parameters/modelId"
          }
        ],
        "responses": {
          "200": {
            "description": "The allowances, by team.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelAllowanceList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/model-sources": {
      "get": {
        "operationId": "ListModelSources",
        "tags": [
          "models"
        ],
        "description": "Where models come from and what is wrong there, for those who may see it.",
        "responses": {
          "200": {
            "description": "The sources, by name.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelSourceReportList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/playground/keys": {
      "post": {
        "operationId": "CreatePlaygroundKey",
        "tags": [
          "keys"
        ],
        "description": "A key of short life for the playground. Only the portal's gateway plugin, on behalf of a signed-in user of the team, is given one.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CreatePlaygroundKey"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The key with its secret.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PlaygroundKey"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/plans": {
      "get": {
        "operationId": "ListPlans",
        "tags": [
          "plans"
        ],
        "description": "All plans, smallest first.",
        "responses": {
          "200": {
            "description": "The plans.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PlanList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/access-requests": {
      "get": {
        "operationId": "ListAccessRequests",
        "tags": [
          "access"
        ],
        "description": "Access requests, newest first.",
        "parameters": [
          {
            "name": "scope",
            "in": "query",
            "required": false,
            "description": "mine: made by the caller; to-decide: pending ones the caller may decide; all: every one the caller may read.",
            "schema": {
              "type": "string",
              "enum": [
                "mine",
                "to-decide",
                "all"
              ],
              "default": "mine"
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of requests.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequestList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "CreateAccessRequest",
        "tags": [
          "access"
        ],
        "description": "Asks that a team may use models under a plan, and makes an API key whose secret can be revealed as soon as the request is granted.",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CreateAccessRequest"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The request, granted at once or waiting for a decision.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequest"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/access-requests/{id}": {
      "get": {
        "operationId": "GetAccessRequest",
        "tags": [
          "access"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "responses": {
          "200": {
            "description": "The request.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequest"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/access-requests/{id}/approve": {
      "post": {
        "operationId": "ApproveAccessRequest",
        "tags": [
          "access"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "$ref": "#/components/requestBodies/Decision"
        },
        "responses": {
          "200": {
            "description": "The request after the decision.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequest"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/access-requests/{id}/deny": {
      "post": {
        "operationId": "DenyAccessRequest",
        "tags": [
          "access"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "$ref": "#/components/requestBodies/Decision"
        },
        "responses": {
          "200": {
            "description": "The request after the decision.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequest"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/access-requests/{id}/withdraw": {
      "post": {
        "operationId": "WithdrawAccessRequest",
        "tags": [
          "access"
        ],
        "description": "Takes a pending request back; only its requester can.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "responses": {
          "200": {
            "description": "The request, cancelled.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequest"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/keys": {
      "get": {
        "operationId": "ListKeys",
        "tags": [
          "keys"
        ],
        "description": "API keys, newest first. Never a secret.",
        "parameters": [
          {
            "name": "scope",
            "in": "query",
            "required": false,
            "description": "mine: made by the caller; all: every one the caller may read.",
            "schema": {
              "type": "string",
              "enum": [
                "mine",
                "all"
              ],
              "default": "all"
            }
          },
          {
            "name": "kind",
            "in": "query",
            "required": false,
            "description": "standard: made by people; all: those of the playground too.",
            "schema": {
              "type": "string",
              "enum": [
                "standard",
                "all"
              ],
              "default": "standard"
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of keys.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiKeyList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "CreateKey",
        "tags": [
          "keys"
        ],
        "description": "Makes another key for a team that has at least one live grant.",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CreateKey"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The key, its secret not made yet.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiKey"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/keys/{id}": {
      "get": {
        "operationId": "GetKey",
        "tags": [
          "keys"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "responses": {
          "200": {
            "description": "The key.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiKey"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/keys/{id}/reveal": {
      "post": {
        "operationId": "RevealKey",
        "tags": [
          "keys"
        ],
        "description": "Makes the secret and returns it, once. Only a hash of it is kept, so that it can never be shown again.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "responses": {
          "200": {
            "description": "The secret.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RevealedKey"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/keys/{id}/revoke": {
      "post": {
        "operationId": "RevokeKey",
        "tags": [
          "keys"
        ],
        "description": "Ends the key for good.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "responses": {
          "200": {
            "description": "The key, revoked.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApiKey"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/usage": {
      "get": {
        "operationId": "GetUsage",
        "tags": [
          "usage"
        ],
        "description": "Requests, tokens and cost that the caller may see, summed from the ledger. Periods in which nothing was used are left out. `from` is rounded down and `to` up to a quarter of an hour, the ledger's grain.",
        "parameters": [
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "name": "granularity",
            "in": "query",
            "required": false,
            "description": "How long each period is, in the reporting time zone; total makes one of all.",
            "schema": {
              "type": "string",
              "enum": [
                "total",
                "hour",
                "day",
                "month"
              ],
              "default": "total"
            }
          },
          {
            "name": "groupBy",
            "in": "query",
            "required": false,
            "allowReserved": true,
            "description": "What to tell apart, separated by commas.",
            "schema": {
              "type": "string",
              "pattern": "^(team|model|key|maker|plan)(,(team|model|key|maker|plan)){0,4}$"
            }
          },
          {
            "$ref": "#/components/parameters/usageTeam"
          },
          {
            "$ref": "#/components/parameters/usageModel"
          },
          {
            "$ref": "#/components/parameters/usageKey"
          }
        ],
        "responses": {
          "200": {
            "description": "The sums, by period and then by group.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UsageReport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/usage/events": {
      "get": {
        "operationId": "ListUsageEvents",
        "tags": [
          "usage"
        ],
        "description": "Single calls that the caller may see, newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/usageTeam"
          },
          {
            "$ref": "#/components/parameters/usageModel"
          },
          {
            "$ref": "#/components/parameters/usageKey"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of usage events.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UsageEventList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/usage/requests/{id}": {
      "get": {
        "operationId": "GetRequestReport",
        "tags": [
          "usage"
        ],
        "description": "What became of a request at a gateway, by its x-request-id. Those of another team are not found; refusals are kept for a day.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "responses": {
          "200": {
            "description": "What became of it.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RequestReport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/gateways": {
      "get": {
        "operationId": "ListGateways",
        "tags": [
          "gateway"
        ],
        "description": "Gateways that reported within the last day, by name.",
        "responses": {
          "200": {
            "description": "The gateways.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GatewayList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/gateway/policy": {
      "get": {
        "operationId": "GetGatewayPolicy",
        "tags": [
          "gateway"
        ],
        "description": "For gateways only. All that a gateway decides by: the whole, or what changed since a revision. Waits for a change where there is none yet.",
        "parameters": [
          {
            "name": "epoch",
            "in": "query",
            "required": false,
            "description": "The epoch of the policy that the gateway has. Another one than now means that revisions start anew.",
            "schema": {
              "$ref": "#/components/schemas/Uuid"
            }
          },
          {
            "name": "since",
            "in": "query",
            "required": false,
            "description": "The revision that the gateway has; left out, the whole policy is answered.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 9007199254740991
            }
          },
          {
            "name": "waitSeconds",
            "in": "query",
            "required": false,
            "description": "How long to wait for a change; then the same revision is answered with nothing in it.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 55,
              "default": 0
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The policy or what changed in it.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyUpdate"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/gateway/keys/resolve": {
      "post": {
        "operationId": "ResolveGatewayKey",
        "tags": [
          "gateway"
        ],
        "description": "For gateways only. Looks up a key that may be younger than the gateway's policy.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ResolveKey"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The key and its team's grants, or neither where there is no such key.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ResolvedKey"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/gateway/usage": {
      "post": {
        "operationId": "IngestUsage",
        "tags": [
          "gateway"
        ],
        "description": "For gateways only. Writes usage events to the ledger, all or none. An event whose id is there already is left as it is, so a batch can be sent again.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UsageBatch"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "All events of the batch are in the ledger.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UsageReceipt"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/gateway/refusals": {
      "post": {
        "operationId": "IngestRefusals",
        "tags": [
          "gateway"
        ],
        "description": "For gateways only. Remembers for a day what the gateway refused. One whose id is there already is left as it is.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RefusalBatch"
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "Noted."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/gateway/status": {
      "post": {
        "operationId": "ReportGatewayStatus",
        "tags": [
          "gateway"
        ],
        "description": "For gateways only. Says that a gateway lives and how it is.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/GatewayReport"
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "Noted."
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "JWT": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT"
      }
    },
    "parameters": {
      "limit": {
        "name": "limit",
        "in": "query",
        "required": false,
        "description": "Most items on the page.",
        "allowReserved": true,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500,
          "default": 50
        }
      },
      "cursor": {
        "name": "cursor",
        "in": "query",
        "required": false,
        "description": "The nextCursor of the page before.",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 500
        }
      },
      "uuid": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "$ref": "#/components/schemas/Uuid"
        }
      },
      "modelId": {
        "name": "id",
        "in": "path",
        "required": true,
        "description": "The model's id.",
        "schema": {
          "$ref": "#/components/schemas/ModelId"
        }
      },
      "modelSearch": {
        "name": "search",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Words that must occur in id, names, title, description, provider, license or capabilities.",
        "schema": {
          "type": "string",
          "maxLength": 200,
          "pattern": "^[^\\x00]*$"
        }
      },
      "modelCapability": {
        "name": "capability",
        "in": "query",
        "required": false,
        "description": "Only models that can do all of this.",
        "schema": {
          "type": "array",
          "maxItems": 20,
          "items": {
            "type": "string",
            "pattern": "^[a-z0-9-]{1,63}$"
          }
        }
      },
      "modelModality": {
        "name": "modality",
        "in": "query",
        "required": false,
        "description": "Only models that take or give all of this.",
        "schema": {
          "type": "array",
          "maxItems": 10,
          "items": {
            "$ref": "#/components/schemas/Modality"
          }
        }
      },
      "modelProvider": {
        "name": "provider",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Only models of one of these providers.",
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "maxLength": 500,
            "pattern": "^[^\\x00]*$"
          }
        }
      },
      "modelLicense": {
        "name": "license",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Only models under one of these licenses.",
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "maxLength": 500,
            "pattern": "^[^\\x00]*$"
          }
        }
      },
      "modelState": {
        "name": "state",
        "in": "query",
        "required": false,
        "description": "Only models in one of these states.",
        "schema": {
          "type": "array",
          "maxItems": 10,
          "items": {
            "$ref": "#/components/schemas/ModelState"
          }
        }
      },
      "modelMinContext": {
        "name": "minContext",
        "in": "query",
        "required": false,
        "description": "Only models whose context takes at least so many tokens.",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000000000
        }
      },
      "modelMaxInputPrice": {
        "name": "maxInputPrice",
        "in": "query",
        "required": false,
        "description": "Only models whose input costs at most so many nano-units per million tokens.",
        "schema": {
          "type": "string",
          "pattern": "^[0-9]{1,18}$"
        }
      },
      "modelMaxOutputPrice": {
        "name": "maxOutputPrice",
        "in": "query",
        "required": false,
        "description": "Only models whose output costs at most so many nano-units per million tokens.",
        "schema": {
          "type": "string",
          "pattern": "^[0-9]{1,18}$"
        }
      },
      "modelMine": {
        "name": "mine",
        "in": "query",
        "required": false,
        "description": "Only models that one of the caller's teams can call now.",
        "schema": {
          "type": "boolean"
        }
      },
      "modelTeam": {
        "name": "team",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Only models that this team can call now, with its grants beside them; for those who may see the team's usage.",
        "schema": {
          "$ref": "#/components/schemas/EntityRef"
        }
      },
      "modelHidden": {
        "name": "hidden",
        "in": "query",
        "required": false,
        "description": "Only hidden models; for those who may edit models.",
        "schema": {
          "type": "boolean"
        }
      },
      "idempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": false,
        "description": "A caller's own id for this call; repeating the call with it changes nothing.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200,
          "pattern": "^[\\x21-\\x7e]+$"
        }
      },
      "from": {
        "name": "from",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Calls that started at this time or later; 30 days before `to` if left out.",
        "schema": {
          "$ref": "#/components/schemas/Timestamp"
        }
      },
      "to": {
        "name": "to",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Calls that started before this time; now if left out.",
        "schema": {
          "$ref": "#/components/schemas/Timestamp"
        }
      },
      "usageTeam": {
        "name": "team",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Only of this team.",
        "schema": {
          "$ref": "#/components/schemas/EntityRef"
        }
      },
      "usageModel": {
        "name": "model",
        "in": "query",
        "required": false,
        "description": "Only of this model.",
        "schema": {
          "$ref": "#/components/schemas/ModelId"
        }
      },
      "usageKey": {
        "name": "key",
        "in": "query",
        "required": false,
        "description": "Only with this API key.",
        "schema": {
          "$ref": "#/components/schemas/Uuid"
        }
      }
    },
    "requestBodies": {
      "Decision": {
        "required": false,
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Decision"
            }
          }
        }
      }
    },
    "responses": {
      "Error": {
        "description": "What went wrong, in Backstage's error shape.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            }
          }
        }
      }
    },
    "schemas": {
      "Uuid": {
        "type": "string",
        "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
      },
      "ModelId": {
        "type": "string",
        "pattern": "^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"
      },
      "EntityRef": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "pattern": "^([A-Za-z][A-Za-z0-9]*:)?([A-Za-z0-9-]+/)?[A-Za-z0-9_.-]+$",
        "description": "A Backstage entity reference, as kind:namespace/name."
      },
      "Timestamp": {
        "type": "string",
        "format": "date-time"
      },
      "Error": {
        "type": "object",
        "required": [
          "error",
          "response"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            },
            "additionalProperties": {}
          },
          "request": {
            "type": "object",
            "properties": {
              "method": {
                "type": "string"
              },
              "url": {
                "type": "string"
              }
            },
            "additionalProperties": {}
          },
          "response": {
            "type": "object",
            "required": [
              "statusCode"
            ],
            "properties": {
              "statusCode": {
                "type": "integer"
              }
            },
            "additionalProperties": {}
          }
        },
        "additionalProperties": {}
      },
      "Price": {
        "type": "object",
        "required": [
          "tokenClass",
          "nanosPerMillion",
          "currency",
          "validFrom"
        ],
        "additionalProperties": false,
        "properties": {
          "tokenClass": {
            "type": "string",
            "enum": [
              "input",
              "cachedInput",
              "output",
              "reasoning",
              "audioSecond"
            ],
            "description": "What is priced; audioSecond is a second of audio."
          },
          "nanosPerMillion": {
            "type": "string",
            "pattern": "^[0-9]{1,18}$",
            "description": "Integer nano-units of the currency per million tokens, or seconds of audio."
          },
          "currency": {
            "type": "string",
            "description": "ISO 4217 code."
          },
          "validFrom": {
            "$ref": "#/components/schemas/Timestamp"
          }
        }
      },
      "ModelWeights": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "uri": {
            "type": "string"
          },
          "sizeGb": {
            "type": "number",
            "minimum": 0,
            "description": "Gigabytes (10^9 bytes)."
          }
        }
      },
      "ModelAccess": {
        "type": "object",
        "required": [
          "team",
          "plan",
          "state"
        ],
        "additionalProperties": false,
        "description": "A live or pending grant of one of the caller's teams.",
        "properties": {
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "plan": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/GrantState"
          },
          "expiresAt": {
            "$ref": "#/components/schemas/Timestamp"
          }
        }
      },
      "Model": {
        "type": "object",
        "required": [
          "id",
          "servedName",
          "aliases",
          "title",
          "owner",
          "lifecycle",
          "visibility",
          "capabilities",
          "plans",
          "prices",
          "multiplier",
          "endpointCount",
          "simulated",
          "access",
          "source",
          "updatedAt",
          "modalities",
          "status",
          "setByPerson"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/ModelId"
          },
          "servedName": {
            "type": "string",
            "description": "What clients send as `model`."
          },
          "aliases": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "owner": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "provider": {
            "type": "string"
          },
          "version": {
            "type": "string"
          },
          "license": {
            "type": "string"
          },
          "homepage": {
            "type": "string"
          },
          "lifecycle": {
            "type": "string",
            "enum": [
              "experimental",
              "production",
              "deprecated"
            ]
          },
          "visibility": {
            "type": "string",
            "enum": [
              "public",
              "restricted",
              "hidden"
            ]
          },
          "capabilities": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "contextLength": {
            "type": "integer",
            "minimum": 1,
            "description": "Tokens, prompt and answer together."
          },
          "quantization": {
            "type": "string"
          },
          "gpus": {
            "type": "integer",
            "minimum": 0
          },
          "hardware": {
            "type": "string"
          },
          "weights": {
            "$ref": "#/components/schemas/ModelWeights"
          },
          "multiplier": {
            "type": "string",
            "description": "Exact decimal by which the model's tokens weigh against a plan's limits."
          },
          "plans": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "prices": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Price"
            }
          },
          "endpointCount": {
            "type": "integer",
            "minimum": 0,
            "description": "Addresses it is served at; 0 means it is not deployed now."
          },
          "simulated": {
            "type": "boolean",
            "description": "Served by a simulator, not by real GPUs."
          },
          "access": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModelAccess"
            }
          },
          "source": {
            "type": "string",
            "description": "The source this model comes from."
          },
          "updatedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "modalities": {
            "$ref": "#/components/schemas/Modalities"
          },
          "approver": {
            "allOf": [
              {
                "$ref": "#/components/schemas/EntityRef"
              }
            ],
            "description": "The group that decides about access; the owner where it is left out."
          },
          "status": {
            "$ref": "#/components/schemas/ModelStatus"
          },
          "speed": {
            "$ref": "#/components/schemas/ModelSpeed"
          },
          "setByPerson": {
            "type": "array",
            "description": "Fields whose value a person set, which win over the source.",
            "items": {
              "$ref": "#/components/schemas/TermName"
            }
          },
          "pricesFromBook": {
            "type": "boolean",
            "description": "The prices are the price book's, since neither source nor person gave any."
          },
          "card": {
            "type": "string",
            "description": "Markdown of the model's card, where its author wrote one; only where one model is read, not in lists."
          }
        }
      },
      "Modality": {
        "type": "string",
        "enum": [
          "text",
          "image",
          "audio",
          "video",
          "embedding",
          "score"
        ]
      },
      "Modalities": {
        "type": "object",
        "required": [
          "input",
          "output"
        ],
        "additionalProperties": false,
        "description": "What the model takes and what it gives.",
        "properties": {
          "input": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Modality"
            }
          },
          "output": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Modality"
            }
          }
        }
      },
      "ModelState": {
        "type": "string",
        "enum": [
          "ready",
          "degraded",
          "unreachable",
          "queued",
          "starting",
          "failed",
          "off"
        ],
        "description": "ready: can be called; degraded: some of its servers do not answer; unreachable: none does; queued waits for GPUs; starting has them."
      },
      "ModelStatus": {
        "type": "object",
        "required": [
          "state"
        ],
        "additionalProperties": false,
        "description": "Whether the model works now.",
        "properties": {
          "state": {
            "$ref": "#/components/schemas/ModelState"
          },
          "reason": {
            "type": "string",
            "description": "Why it is not ready, for people."
          },
          "queuePosition": {
            "type": "integer",
            "minimum": 1,
            "description": "Of a queued model; 1 is next."
          },
          "progress": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100,
            "description": "Of a starting model, in percent."
          }
        }
      },
      "ModelSpeed": {
        "type": "object",
        "required": [
          "measuredAt"
        ],
        "additionalProperties": false,
        "description": "As gateways last measured it, the median of streamed answers.",
        "properties": {
          "tokensPerSecond": {
            "type": "number",
            "minimum": 0
          },
          "timeToFirstTokenMs": {
            "type": "integer",
            "minimum": 0
          },
          "measuredAt": {
            "$ref": "#/components/schemas/Timestamp"
          }
        }
      },
      "Facet": {
        "type": "object",
        "required": [
          "value",
          "count"
        ],
        "additionalProperties": false,
        "properties": {
          "value": {
            "type": "string"
          },
          "count": {
            "type": "integer",
            "minimum": 1,
            "description": "Models that have it."
          }
        }
      },
      "ModelFacets": {
        "type": "object",
        "required": [
          "capability",
          "modality",
          "provider",
          "license",
          "state"
        ],
        "additionalProperties": false,
        "properties": {
          "capability": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Facet"
            }
          },
          "modality": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Facet"
            }
          },
          "provider": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Facet"
            }
          },
          "license": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Facet"
            }
          },
          "state": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Facet"
            }
          }
        }
      },
      "TermName": {
        "type": "string",
        "enum": [
          "title",
          "description",
          "owner",
          "approver",
          "lifecycle",
          "visibility",
          "plans",
          "multiplier",
          "prices"
        ]
      },
      "PriceToSet": {
        "type": "object",
        "required": [
          "tokenClass",
          "nanosPerMillion"
        ],
        "additionalProperties": false,
        "properties": {
          "tokenClass": {
            "type": "string",
            "enum": [
              "input",
              "cachedInput",
              "output",
              "reasoning",
              "audioSecond"
            ]
          },
          "nanosPerMillion": {
            "type": "string",
            "pattern": "^[0-9]{1,18}$"
          }
        }
      },
      "UpdateModel": {
        "type": "object",
        "required": [
          "version"
        ],
        "additionalProperties": false,
        "minProperties": 2,
        "description": "Only the terms that are to change; null gives a term back to the source.",
        "properties": {
          "version": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "Of the terms that were read; 409 where they changed since."
          },
          "title": {
            "type": "string",
            "nullable": true,
            "minLength": 1,
            "maxLength": 200,
            "pattern": "^[^\\x00]*[^\\s\\x00][^\\x00]*$"
          },
          "description": {
            "type": "string",
            "nullable": true,
            "maxLength": 4000,
            "pattern": "^[^\\x00]*$"
          },
          "owner": {
            "type": "string",
            "nullable": true,
            "minLength": 1,
            "maxLength": 200
          },
          "approver": {
            "type": "string",
            "nullable": true,
            "minLength": 1,
            "maxLength": 200
          },
          "lifecycle": {
            "type": "string",
            "nullable": true,
            "enum": [
              "experimental",
              "production",
              "deprecated",
              null
            ]
          },
          "visibility": {
            "type": "string",
            "nullable": true,
            "enum": [
              "public",
              "restricted",
              "hidden",
              null
            ]
          },
          "plans": {
            "type": "array",
            "nullable": true,
            "minItems": 1,
            "maxItems": 50,
            "uniqueItems": true,
            "items": {
              "type": "string",
              "maxLength": 100
            }
          },
          "multiplier": {
            "type": "string",
            "nullable": true,
            "maxLength": 40,
            "description": "Exact decimal above 0."
          },
          "prices": {
            "type": "array",
            "nullable": true,
            "maxItems": 5,
            "description": "All prices the model is to have; a class that is left out has none.",
            "items": {
              "$ref": "#/components/schemas/PriceToSet"
            }
          },
          "pricesFrom": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              }
            ],
            "description": "When the new prices begin to hold; at once if left out, never in the past."
          },
          "reason": {
            "type": "string",
            "maxLength": 1000,
            "pattern": "^[^\\x00]*$",
            "description": "Why, for the history."
          }
        }
      },
      "TermValue": {
        "description": "The value of a term; of prices, a list of PriceToSet."
      },
      "ModelTerm": {
        "type": "object",
        "required": [
          "name"
        ],
        "additionalProperties": false,
        "properties": {
          "name": {
            "$ref": "#/components/schemas/TermName"
          },
          "value": {
            "$ref": "#/components/schemas/TermValue"
          },
          "sourceValue": {
            "$ref": "#/components/schemas/TermValue"
          },
          "setBy": {
            "allOf": [
              {
                "$ref": "#/components/schemas/EntityRef"
              }
            ],
            "description": "The person whose value it is; not there where it is the source's."
          },
          "setAt": {
            "$ref": "#/components/schemas/Timestamp"
          }
        }
      },
      "ModelTerms": {
        "type": "object",
        "required": [
          "id",
          "source",
          "version",
          "terms",
          "futurePrices"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/ModelId"
          },
          "source": {
            "type": "string"
          },
          "version": {
            "$ref": "#/components/schemas/Count"
          },
          "terms": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModelTerm"
            }
          },
          "futurePrices": {
            "type": "array",
            "description": "Prices that do not hold yet.",
            "items": {
              "$ref": "#/components/schemas/Price"
            }
          }
        }
      },
      "ModelChange": {
        "type": "object",
        "required": [
          "id",
          "at",
          "field"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/Uuid"
          },
          "at": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "actor": {
            "allOf": [
              {
                "$ref": "#/components/schemas/EntityRef"
              }
            ],
            "description": "The person who did it; not there where the source did."
          },
          "source": {
            "type": "string",
            "description": "The source that did it; not there where a person did."
          },
          "field": {
            "type": "string",
            "description": "What changed, as the model names it; `offered` where the model came (after is true) or was withdrawn (after is false)."
          },
          "before": {
            "$ref": "#/components/schemas/TermValue"
          },
          "after": {
            "$ref": "#/components/schemas/TermValue"
          },
          "effectiveFrom": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              }
            ],
            "description": "When it begins to hold, where that is later than the change."
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "ModelChangeList": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "additionalProperties": false,
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModelChange"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totalItems": {
            "type": "integer"
          }
        }
      },
      "ModelHealthPoint": {
        "type": "object",
        "required": [
          "start",
          "requests",
          "failures",
          "healthy"
        ],
        "additionalProperties": false,
        "properties": {
          "start": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "requests": {
            "$ref": "#/components/schemas/Count"
          },
          "failures": {
            "$ref": "#/components/schemas/Count"
          },
          "healthy": {
            "type": "boolean",
            "description": "Every server answered all the time."
          },
          "tokensPerSecond": {
            "type": "number",
            "minimum": 0
          },
          "timeToFirstTokenMs": {
            "type": "integer",
            "minimum": 0
          }
        }
      },
      "ModelHealth": {
        "type": "object",
        "required": [
          "status",
          "servers",
          "healthyServers",
          "points",
          "pointSeconds"
        ],
        "additionalProperties": false,
        "properties": {
          "status": {
            "$ref": "#/components/schemas/ModelStatus"
          },
          "speed": {
            "$ref": "#/components/schemas/ModelSpeed"
          },
          "servers": {
            "type": "integer",
            "minimum": 0,
            "description": "Addresses the model is served at."
          },
          "healthyServers": {
            "type": "integer",
            "minimum": 0,
            "description": "Those that every gateway finds healthy."
          },
          "pointSeconds": {
            "type": "integer",
            "minimum": 1,
            "description": "How long each point is."
          },
          "points": {
            "type": "array",
            "description": "Oldest first; times without a call and without a fault are left out.",
            "items": {
              "$ref": "#/components/schemas/ModelHealthPoint"
            }
          }
        }
      },
      "ModelAllowance": {
        "type": "object",
        "required": [
          "team",
          "plan",
          "state",
          "budgets"
        ],
        "additionalProperties": false,
        "properties": {
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "plan": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/GrantState"
          },
          "expiresAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "requestId": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Uuid"
              }
            ],
            "description": "The access request that it came from."
          },
          "tokensPerMonth": {
            "type": "object",
            "required": [
              "limit",
              "used"
            ],
            "additionalProperties": false,
            "description": "Of the team under this plan, over all models, weighed by their multipliers.",
            "properties": {
              "limit": {
                "$ref": "#/components/schemas/Count"
              },
              "used": {
                "$ref": "#/components/schemas/Count"
              }
            }
          },
          "budgets": {
            "type": "array",
            "description": "Budgets of this month that calls count against.",
            "items": {
              "$ref": "#/components/schemas/AllowanceBudget"
            }
          }
        }
      },
      "AllowanceBudget": {
        "type": "object",
        "required": [
          "title",
          "unit",
          "limit",
          "used"
        ],
        "additionalProperties": false,
        "properties": {
          "title": {
            "type": "string"
          },
          "unit": {
            "type": "string",
            "enum": [
              "tokens",
              "money"
            ]
          },
          "limit": {
            "$ref": "#/components/schemas/Nanos"
          },
          "used": {
            "$ref": "#/components/schemas/Nanos"
          }
        }
      },
      "ModelAllowanceList": {
        "type": "object",
        "required": [
          "items"
        ],
        "additionalProperties": false,
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModelAllowance"
            }
          }
        }
      },
      "ModelSourceFault": {
        "type": "object",
        "required": [
          "model",
          "message"
        ],
        "additionalProperties": false,
        "properties": {
          "model": {
            "type": "string",
            "description": "The model's id, or its place; * where the whole source could not be read."
          },
          "message": {
            "type": "string"
          }
        }
      },
      "ModelSourceReport": {
        "type": "object",
        "required": [
          "name",
          "kind",
          "models",
          "faults"
        ],
        "additionalProperties": false,
        "properties": {
          "name": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "description": "Such as config, openai or the name of a module."
          },
          "readAt": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              }
            ],
            "description": "When it was read last, well or not."
          },
          "goodAt": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              }
            ],
            "description": "When it was read last without any fault."
          },
          "models": {
            "type": "integer",
            "minimum": 0,
            "description": "Models it offers now."
          },
          "faults": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModelSourceFault"
            }
          }
        }
      },
      "ModelSourceReportList": {
        "type": "object",
        "required": [
          "items"
        ],
        "additionalProperties": false,
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModelSourceReport"
            }
          }
        }
      },
      "CreatePlaygroundKey": {
        "type": "object",
        "required": [
          "team"
        ],
        "additionalProperties": false,
        "properties": {
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          }
        }
      },
      "PlaygroundKey": {
        "type": "object",
        "required": [
          "id",
          "secret",
          "expiresAt"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/Uuid"
          },
          "secret": {
            "type": "string"
          },
          "expiresAt": {
            "$ref": "#/components/schemas/Timestamp"
          }
        }
      },
      "ModelList": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "additionalProperties": false,
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Model"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totalItems": {
            "type": "integer"
          }
        }
      },
      "Plan": {
        "type": "object",
        "required": [
          "id",
          "title",
          "approval",
          "priceFactor"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "approval": {
            "type": "string",
            "enum": [
              "none",
              "required"
            ],
            "description": "Whether somebody has to approve it."
          },
          "tokensPerMinute": {
            "type": "integer",
            "minimum": 1
          },
          "requestsPerMinute": {
            "type": "integer",
            "minimum": 1
          },
          "parallelRequests": {
            "type": "integer",
            "minimum": 1
          },
          "tokensPerMonth": {
            "type": "integer",
            "minimum": 1
          },
          "shadow": {
            "type": "boolean",
            "description": "Its limits are counted and reported, and refuse nobody."
          },
          "priceFactor": {
            "type": "string",
            "description": "Exact decimal by which prices are multiplied."
          }
        }
      },
      "PlanList": {
        "type": "object",
        "required": [
          "items"
        ],
        "additionalProperties": false,
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Plan"
            }
          }
        }
      },
      "GrantState": {
        "type": "string",
        "enum": [
          "pending",
          "active",
          "suspended",
          "expired",
          "revoked",
          "superseded",
          "denied",
          "cancelled"
        ]
      },
      "Grant": {
        "type": "object",
        "required": [
          "id",
          "team",
          "model",
          "plan",
          "state"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/Uuid"
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "model": {
            "$ref": "#/components/schemas/ModelId"
          },
          "plan": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/GrantState"
          },
          "activatedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "expiresAt": {
            "$ref": "#/components/schemas/Timestamp"
          }
        }
      },
      "CreateAccessRequest": {
        "type": "object",
        "required": [
          "team",
          "models",
          "plan",
          "purpose"
        ],
        "additionalProperties": false,
        "properties": {
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "models": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "uniqueItems": true,
            "description": "Ids of models.",
            "items": {
              "$ref": "#/components/schemas/ModelId"
            }
          },
          "plan": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "purpose": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000,
            "pattern": "^[^\\x00]*[^\\s\\x00][^\\x00]*$"
          },
          "expiresInDays": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3650
          },
          "keyName": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "pattern": "^[^\\x00]*[^\\s\\x00][^\\x00]*$"
          }
        }
      },
      "AccessRequestState": {
        "type": "string",
        "enum": [
          "pending",
          "approved",
          "denied",
          "cancelled"
        ]
      },
      "AccessRequest": {
        "type": "object",
        "required": [
          "id",
          "state",
          "team",
          "requester",
          "plan",
          "purpose",
          "grants",
          "keyId",
          "createdAt",
          "permissions"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/Uuid"
          },
          "state": {
            "$ref": "#/components/schemas/AccessRequestState"
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "requester": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "plan": {
            "type": "string"
          },
          "purpose": {
            "type": "string"
          },
          "grants": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Grant"
            }
          },
          "keyId": {
            "$ref": "#/components/schemas/Uuid"
          },
          "waitsFor": {
            "type": "string",
            "description": "Why the request was not granted at once."
          },
          "createdAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "decidedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "decidedBy": {
            "type": "string",
            "description": "An entity reference, or `rule:<name>` where a rule decided."
          },
          "decisionReason": {
            "type": "string"
          },
          "permissions": {
            "type": "object",
            "description": "What the caller can do with the request now.",
            "required": [
              "decide",
              "withdraw"
            ],
            "additionalProperties": false,
            "properties": {
              "decide": {
                "type": "boolean"
              },
              "withdraw": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "AccessRequestList": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "additionalProperties": false,
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AccessRequest"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totalItems": {
            "type": "integer"
          }
        }
      },
      "Decision": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "reason": {
            "type": "string",
            "maxLength": 1000,
            "pattern": "^[^\\x00]*$"
          }
        }
      },
      "CreateKey": {
        "type": "object",
        "required": [
          "team",
          "name"
        ],
        "additionalProperties": false,
        "properties": {
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "pattern": "^[^\\x00]*[^\\s\\x00][^\\x00]*$"
          },
          "models": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "uniqueItems": true,
            "description": "Only these of the team's models; all of them if left out.",
            "items": {
              "$ref": "#/components/schemas/ModelId"
            }
          },
          "limits": {
            "$ref": "#/components/schemas/KeyLimits"
          },
          "expiresInDays": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3650
          }
        }
      },
      "KeyState": {
        "type": "string",
        "enum": [
          "waiting",
          "unrevealed",
          "active",
          "suspended",
          "expired",
          "revoked"
        ],
        "description": "waiting: its request is not granted; unrevealed: the secret can be made now."
      },
      "KeyModel": {
        "type": "object",
        "required": [
          "id",
          "title",
          "servedName",
          "plan"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/ModelId"
          },
          "title": {
            "type": "string"
          },
          "servedName": {
            "type": "string"
          },
          "plan": {
            "type": "string"
          },
          "capabilities": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "ApiKey": {
        "type": "object",
        "required": [
          "id",
          "name",
          "team",
          "maker",
          "state",
          "models",
          "createdAt",
          "permissions"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/Uuid"
          },
          "name": {
            "type": "string"
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "maker": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "kind": {
            "type": "string",
            "enum": [
              "standard",
              "playground"
            ],
            "description": "standard: for programs; playground: the portal calls with it for its maker."
          },
          "state": {
            "$ref": "#/components/schemas/KeyState"
          },
          "prefix": {
            "type": "string",
            "description": "The public start of the key, to tell it by; not there until revealed."
          },
          "requestId": {
            "$ref": "#/components/schemas/Uuid"
          },
          "models": {
            "type": "array",
            "description": "What the key can call now.",
            "items": {
              "$ref": "#/components/schemas/KeyModel"
            }
          },
          "limits": {
            "$ref": "#/components/schemas/KeyLimits"
          },
          "createdAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "revealedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "expiresAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "revokedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "lastUsedAt": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              }
            ],
            "description": "When the latest call with it started; not there until the first."
          },
          "permissions": {
            "type": "object",
            "description": "What the caller can do with the key now.",
            "required": [
              "reveal",
              "revoke"
            ],
            "additionalProperties": false,
            "properties": {
              "reveal": {
                "type": "boolean"
              },
              "revoke": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "ApiKeyList": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "additionalProperties": false,
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ApiKey"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totalItems": {
            "type": "integer"
          }
        }
      },
      "RevealedKey": {
        "type": "object",
        "required": [
          "key",
          "secret",
          "gatewayBaseUrl"
        ],
        "additionalProperties": false,
        "properties": {
          "key": {
            "$ref": "#/components/schemas/ApiKey"
          },
          "secret": {
            "type": "string",
            "description": "The whole API key. Shown this once."
          },
          "gatewayBaseUrl": {
            "type": "string",
            "description": "Base URL for OpenAI clients, ending in /v1."
          }
        }
      },
      "Count": {
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "Nanos": {
        "type": "string",
        "pattern": "^-?[0-9]{1,30}$",
        "description": "Integer nano-units of the currency."
      },
      "TokenCounts": {
        "type": "object",
        "required": [
          "input",
          "cachedInput",
          "output",
          "reasoning"
        ],
        "additionalProperties": false,
        "properties": {
          "input": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "Tokens of prompts, cached ones included."
          },
          "cachedInput": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "The part of input that the server had in its cache."
          },
          "output": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "Tokens of answers, reasoning included."
          },
          "reasoning": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "The part of output that was thinking."
          }
        }
      },
      "UsageSums": {
        "type": "object",
        "required": [
          "requests",
          "failedRequests",
          "estimatedRequests",
          "tokens",
          "cost"
        ],
        "additionalProperties": false,
        "properties": {
          "requests": {
            "$ref": "#/components/schemas/Count"
          },
          "failedRequests": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "Requests that did not end with a whole answer."
          },
          "estimatedRequests": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "Requests whose tokens the model server did not report."
          },
          "tokens": {
            "$ref": "#/components/schemas/TokenCounts"
          },
          "cost": {
            "$ref": "#/components/schemas/Nanos"
          }
        }
      },
      "UsageRow": {
        "type": "object",
        "required": [
          "start",
          "sums"
        ],
        "additionalProperties": false,
        "properties": {
          "start": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              }
            ],
            "description": "Start of the period; for total, of the whole time."
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "model": {
            "$ref": "#/components/schemas/ModelId"
          },
          "key": {
            "$ref": "#/components/schemas/Uuid"
          },
          "maker": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "plan": {
            "type": "string"
          },
          "sums": {
            "$ref": "#/components/schemas/UsageSums"
          }
        }
      },
      "UsageReport": {
        "type": "object",
        "required": [
          "from",
          "to",
          "timeZone",
          "currency",
          "rows",
          "total"
        ],
        "additionalProperties": false,
        "properties": {
          "from": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "to": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "timeZone": {
            "type": "string",
            "description": "IANA name of the zone that days and months are told in."
          },
          "currency": {
            "type": "string",
            "description": "ISO 4217 code."
          },
          "rows": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/UsageRow"
            }
          },
          "total": {
            "$ref": "#/components/schemas/UsageSums"
          }
        }
      },
      "UsageEndState": {
        "type": "string",
        "enum": [
          "completed",
          "client_aborted",
          "upstream_error",
          "upstream_aborted",
          "gateway_stopped",
          "lost"
        ],
        "description": "completed: the whole answer was passed on; client_aborted: the client went away; upstream_error: the model server answered with an error; upstream_aborted: it broke off; gateway_stopped: the gateway had to end the call; lost: found after a crash, with nothing known of its end."
      },
      "MeteredCall": {
        "type": "object",
        "required": [
          "id",
          "startedAt",
          "endedAt",
          "gateway",
          "team",
          "maker",
          "key",
          "grant",
          "plan",
          "model",
          "path",
          "streamed",
          "tokens",
          "estimated",
          "endState",
          "attempts",
          "latencyMs"
        ],
        "properties": {
          "id": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Uuid"
              }
            ],
            "description": "UUIDv7, made at admission; the x-request-id of the call."
          },
          "startedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "endedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "gateway": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "maker": {
            "allOf": [
              {
                "$ref": "#/components/schemas/EntityRef"
              }
            ],
            "description": "Who made the key."
          },
          "key": {
            "$ref": "#/components/schemas/Uuid"
          },
          "grant": {
            "$ref": "#/components/schemas/Uuid"
          },
          "plan": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "model": {
            "$ref": "#/components/schemas/ModelId"
          },
          "endpoint": {
            "type": "string",
            "maxLength": 200,
            "description": "Host and port that answered."
          },
          "path": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "description": "What was called, such as /v1/chat/completions."
          },
          "streamed": {
            "type": "boolean"
          },
          "tokens": {
            "$ref": "#/components/schemas/TokenCounts"
          },
          "audioMs": {
            "type": "integer",
            "minimum": 0,
            "maximum": 9007199254740991,
            "description": "Milliseconds of audio that were billed; not there where a call has none."
          },
          "estimated": {
            "type": "boolean",
            "description": "The model server did not report what was used."
          },
          "endState": {
            "$ref": "#/components/schemas/UsageEndState"
          },
          "status": {
            "type": "integer",
            "minimum": 100,
            "maximum": 599,
            "description": "HTTP status that the client was answered with; not there where none was."
          },
          "errorCode": {
            "type": "string",
            "maxLength": 100
          },
          "finishReason": {
            "type": "string",
            "maxLength": 100
          },
          "attempts": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100
          },
          "latencyMs": {
            "type": "integer",
            "minimum": 0,
            "maximum": 9007199254740991,
            "description": "From admission to the end of the answer."
          },
          "timeToFirstTokenMs": {
            "type": "integer",
            "minimum": 0,
            "maximum": 9007199254740991,
            "description": "From admission to the first token; streamed calls only."
          }
        }
      },
      "UsageEvent": {
        "allOf": [
          {
            "$ref": "#/components/schemas/MeteredCall"
          },
          {
            "type": "object",
            "required": [
              "price",
              "cost",
              "currency"
            ],
            "properties": {
              "price": {
                "$ref": "#/components/schemas/BilledPrice"
              },
              "cost": {
                "$ref": "#/components/schemas/Nanos"
              },
              "currency": {
                "type": "string",
                "description": "ISO 4217 code."
              }
            }
          }
        ]
      },
      "BilledPrice": {
        "type": "object",
        "required": [
          "factor"
        ],
        "additionalProperties": false,
        "description": "Prices in force at the call's start, in integer nano-units per million tokens, and the plan's factor. A class without a price is billed as the one it is part of; input and output without one are free.",
        "properties": {
          "input": {
            "$ref": "#/components/schemas/Nanos"
          },
          "cachedInput": {
            "$ref": "#/components/schemas/Nanos"
          },
          "output": {
            "$ref": "#/components/schemas/Nanos"
          },
          "reasoning": {
            "$ref": "#/components/schemas/Nanos"
          },
          "audioSecond": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Nanos"
              }
            ],
            "description": "Per million seconds."
          },
          "factor": {
            "type": "string",
            "description": "Exact decimal."
          }
        }
      },
      "UsageEventList": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "additionalProperties": false,
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/UsageEvent"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totalItems": {
            "type": "integer"
          }
        }
      },
      "UsageBatch": {
        "type": "object",
        "required": [
          "gateway",
          "events"
        ],
        "additionalProperties": false,
        "properties": {
          "gateway": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "events": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1000,
            "items": {
              "$ref": "#/components/schemas/MeteredCall"
            }
          }
        }
      },
      "Refusal": {
        "type": "object",
        "required": [
          "id",
          "at",
          "gateway",
          "status",
          "code",
          "message"
        ],
        "additionalProperties": false,
        "description": "A request of a known API key that the gateway answered with an error of its own, so that it is not in the ledger.",
        "properties": {
          "id": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Uuid"
              }
            ],
            "description": "The x-request-id of the answer."
          },
          "at": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "gateway": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "key": {
            "$ref": "#/components/schemas/Uuid"
          },
          "model": {
            "allOf": [
              {
                "$ref": "#/components/schemas/ModelId"
              }
            ],
            "description": "Not there where the request named none that is known."
          },
          "plan": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "path": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "status": {
            "type": "integer",
            "minimum": 400,
            "maximum": 599
          },
          "code": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "message": {
            "type": "string",
            "maxLength": 1000,
            "description": "What the client was told."
          },
          "limit": {
            "$ref": "#/components/schemas/RefusedLimit"
          },
          "shadow": {
            "type": "boolean",
            "description": "The plan is in shadow mode or the budget soft, so the call was let in all the same."
          }
        }
      },
      "RefusedLimit": {
        "type": "object",
        "required": [
          "name",
          "scope",
          "limit",
          "used",
          "wanted"
        ],
        "additionalProperties": false,
        "description": "The limit that a call would have passed, as it was at that moment.",
        "properties": {
          "name": {
            "type": "string",
            "enum": [
              "tokensPerMinute",
              "requestsPerMinute",
              "parallelRequests",
              "tokensPerMonth",
              "budget"
            ]
          },
          "scope": {
            "type": "string",
            "maxLength": 300,
            "description": "Whose it is, such as a plan of a team, a key or a budget."
          },
          "unit": {
            "type": "string",
            "enum": [
              "tokens",
              "requests",
              "money"
            ]
          },
          "limit": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Nanos"
              }
            ],
            "description": "Money in nano-units, like the next two."
          },
          "used": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Nanos"
              }
            ],
            "description": "What was used and reserved of it."
          },
          "wanted": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Nanos"
              }
            ],
            "description": "What the call would have reserved."
          },
          "resetsAt": {
            "$ref": "#/components/schemas/Timestamp"
          }
        }
      },
      "RefusalBatch": {
        "type": "object",
        "required": [
          "gateway",
          "refusals"
        ],
        "additionalProperties": false,
        "properties": {
          "gateway": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "refusals": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1000,
            "items": {
              "$ref": "#/components/schemas/Refusal"
            }
          }
        }
      },
      "RequestReport": {
        "type": "object",
        "additionalProperties": false,
        "description": "What became of a request: refused by the gateway, made and in the ledger, or, under limits that only report, both.",
        "properties": {
          "event": {
            "$ref": "#/components/schemas/UsageEvent"
          },
          "refusal": {
            "$ref": "#/components/schemas/Refusal"
          }
        }
      },
      "UsageReceipt": {
        "type": "object",
        "required": [
          "written",
          "known"
        ],
        "additionalProperties": false,
        "properties": {
          "written": {
            "type": "integer",
            "description": "Events that are new in the ledger."
          },
          "known": {
            "type": "integer",
            "description": "Events that were there already."
          }
        }
      },
      "PolicyEndpoint": {
        "type": "object",
        "required": [
          "url",
          "modelName"
        ],
        "additionalProperties": false,
        "properties": {
          "url": {
            "type": "string",
            "description": "Base URL of an OpenAI-compatible server, ending in /v1."
          },
          "modelName": {
            "type": "string",
            "description": "What that server calls the model."
          },
          "weight": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000,
            "description": "How many calls it takes beside the model's other endpoints; 1 if left out."
          },
          "credential": {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9-]{0,62}$",
            "description": "Name of the credential, in the gateway's own configuration, that the server wants. The control plane never knows the secret."
          }
        }
      },
      "PolicyModel": {
        "type": "object",
        "required": [
          "id",
          "servedName",
          "names",
          "title",
          "owner",
          "visibility",
          "multiplier",
          "state",
          "endpoints",
          "accessUrl",
          "updatedAt",
          "revision"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/ModelId"
          },
          "servedName": {
            "type": "string"
          },
          "names": {
            "type": "array",
            "description": "All that a client may send as `model`.",
            "items": {
              "type": "string"
            }
          },
          "title": {
            "type": "string"
          },
          "owner": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "visibility": {
            "type": "string",
            "enum": [
              "public",
              "restricted",
              "hidden"
            ]
          },
          "contextLength": {
            "type": "integer",
            "minimum": 1
          },
          "multiplier": {
            "type": "string"
          },
          "prices": {
            "$ref": "#/components/schemas/UnitPrices"
          },
          "state": {
            "type": "string",
            "enum": [
              "ready",
              "off",
              "queued",
              "starting",
              "failed"
            ],
            "description": "queued waits for GPUs, starting has them."
          },
          "stateReason": {
            "type": "string",
            "maxLength": 500,
            "description": "Why it is not ready, in words of whoever serves it."
          },
          "queuePosition": {
            "type": "integer",
            "minimum": 1,
            "description": "Of a queued model; 1 is next."
          },
          "retryAfterSeconds": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3600,
            "description": "When to look again, for a queued or starting model."
          },
          "timeouts": {
            "$ref": "#/components/schemas/UpstreamTimeouts"
          },
          "endpoints": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyEndpoint"
            }
          },
          "accessUrl": {
            "type": "string",
            "description": "Where a person asks for access in the portal."
          },
          "updatedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "revision": {
            "$ref": "#/components/schemas/Count"
          }
        }
      },
      "UnitPrices": {
        "type": "object",
        "additionalProperties": false,
        "description": "Prices in force now, in integer nano-units per million tokens or seconds.",
        "properties": {
          "input": {
            "$ref": "#/components/schemas/Nanos"
          },
          "cachedInput": {
            "$ref": "#/components/schemas/Nanos"
          },
          "output": {
            "$ref": "#/components/schemas/Nanos"
          },
          "reasoning": {
            "$ref": "#/components/schemas/Nanos"
          },
          "audioSecond": {
            "$ref": "#/components/schemas/Nanos"
          }
        }
      },
      "UpstreamTimeouts": {
        "type": "object",
        "additionalProperties": false,
        "description": "How long calls of a model may take, in milliseconds; what is left out is as the gateway's configuration has it.",
        "properties": {
          "connectMs": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647
          },
          "firstByteMs": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "description": "From the request to the head of the answer."
          },
          "idleMs": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "description": "Between two pieces of an answer."
          },
          "totalMs": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647,
            "description": "From admission to the end of the answer."
          }
        }
      },
      "KeyLimits": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "description": "Limits of one API key, beside those of the plans that it calls under.",
        "properties": {
          "tokensPerMinute": {
            "type": "integer",
            "minimum": 1,
            "maximum": 9007199254740991
          },
          "requestsPerMinute": {
            "type": "integer",
            "minimum": 1,
            "maximum": 9007199254740991
          },
          "parallelRequests": {
            "type": "integer",
            "minimum": 1,
            "maximum": 9007199254740991
          },
          "tokensPerMonth": {
            "type": "integer",
            "minimum": 1,
            "maximum": 9007199254740991
          }
        }
      },
      "PolicyPlanUse": {
        "type": "object",
        "required": [
          "team",
          "plan",
          "period",
          "tokens"
        ],
        "additionalProperties": false,
        "description": "What a team has used under a plan with a limit of tokens per month.",
        "properties": {
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "plan": {
            "type": "string"
          },
          "period": {
            "$ref": "#/components/schemas/MonthName"
          },
          "tokens": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "Weighed by the multipliers of the models, rounded up."
          }
        }
      },
      "PolicyKeyUse": {
        "type": "object",
        "required": [
          "key",
          "period",
          "tokens"
        ],
        "additionalProperties": false,
        "description": "What a key with a limit of tokens per month has used.",
        "properties": {
          "key": {
            "$ref": "#/components/schemas/Uuid"
          },
          "period": {
            "$ref": "#/components/schemas/MonthName"
          },
          "tokens": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "Weighed by the multipliers of the models, rounded up."
          }
        }
      },
      "PolicyBudget": {
        "type": "object",
        "required": [
          "id",
          "unit",
          "limit",
          "hard",
          "period",
          "used"
        ],
        "additionalProperties": false,
        "description": "A budget of the current month. It counts the calls that its team, model and key match; one without any of them counts those of the whole organisation.",
        "properties": {
          "id": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "model": {
            "$ref": "#/components/schemas/ModelId"
          },
          "key": {
            "$ref": "#/components/schemas/Uuid"
          },
          "unit": {
            "type": "string",
            "enum": [
              "tokens",
              "money"
            ],
            "description": "Tokens as they are, without multipliers; money in nano-units."
          },
          "limit": {
            "$ref": "#/components/schemas/Nanos"
          },
          "hard": {
            "type": "boolean",
            "description": "Calls beyond it are refused; if not, they are only reported."
          },
          "period": {
            "$ref": "#/components/schemas/MonthName"
          },
          "used": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Nanos"
              }
            ],
            "description": "What the ledger has of it."
          }
        }
      },
      "MonthName": {
        "type": "string",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$",
        "description": "A calendar month in the reporting time zone, such as 2026-11."
      },
      "PolicyGrant": {
        "type": "object",
        "required": [
          "id",
          "team",
          "model",
          "plan",
          "state",
          "revision"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/Uuid"
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "model": {
            "$ref": "#/components/schemas/ModelId"
          },
          "plan": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/GrantState"
          },
          "expiresAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "revision": {
            "$ref": "#/components/schemas/Count"
          }
        }
      },
      "PolicySecret": {
        "type": "object",
        "required": [
          "hash"
        ],
        "additionalProperties": false,
        "properties": {
          "hash": {
            "$ref": "#/components/schemas/KeyHash"
          },
          "expiresAt": {
            "$ref": "#/components/schemas/Timestamp"
          }
        }
      },
      "PolicyKey": {
        "type": "object",
        "required": [
          "id",
          "team",
          "maker",
          "secrets",
          "revision"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/Uuid"
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "maker": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "secrets": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicySecret"
            }
          },
          "models": {
            "type": "array",
            "description": "Only these of the team's models; all of them if left out.",
            "items": {
              "$ref": "#/components/schemas/ModelId"
            }
          },
          "limits": {
            "$ref": "#/components/schemas/KeyLimits"
          },
          "expiresAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "revokedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "revision": {
            "$ref": "#/components/schemas/Count"
          }
        }
      },
      "PolicyUpdate": {
        "type": "object",
        "required": [
          "epoch",
          "revision",
          "full",
          "timeZone",
          "currency",
          "plans",
          "planUses",
          "keyUses",
          "budgets",
          "models",
          "removedModels",
          "grants",
          "keys"
        ],
        "additionalProperties": false,
        "properties": {
          "epoch": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Uuid"
              }
            ],
            "description": "Names the database that the revisions belong to, and the portal that the policy leads to."
          },
          "revision": {
            "$ref": "#/components/schemas/Count"
          },
          "full": {
            "type": "boolean",
            "description": "This is the whole policy; what is not in it is gone."
          },
          "timeZone": {
            "type": "string",
            "description": "IANA zone that months are counted in."
          },
          "currency": {
            "type": "string",
            "description": "ISO 4217 code of all money."
          },
          "plans": {
            "type": "array",
            "description": "All plans, whether they changed or not.",
            "items": {
              "$ref": "#/components/schemas/Plan"
            }
          },
          "planUses": {
            "type": "array",
            "description": "All of the current month that are not 0, as the ledger has them now.",
            "items": {
              "$ref": "#/components/schemas/PolicyPlanUse"
            }
          },
          "keyUses": {
            "type": "array",
            "description": "All of the current month that are not 0, as the ledger has them now.",
            "items": {
              "$ref": "#/components/schemas/PolicyKeyUse"
            }
          },
          "budgets": {
            "type": "array",
            "description": "All of them, as the ledger has them now.",
            "items": {
              "$ref": "#/components/schemas/PolicyBudget"
            }
          },
          "models": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyModel"
            }
          },
          "removedModels": {
            "type": "array",
            "description": "Ids of models that are withdrawn.",
            "items": {
              "$ref": "#/components/schemas/ModelId"
            }
          },
          "grants": {
            "type": "array",
            "description": "Those that are neither active nor suspended are of no use any more.",
            "items": {
              "$ref": "#/components/schemas/PolicyGrant"
            }
          },
          "keys": {
            "type": "array",
            "description": "Revealed keys; ended ones too, so that their holders can be told.",
            "items": {
              "$ref": "#/components/schemas/PolicyKey"
            }
          }
        }
      },
      "KeyHash": {
        "type": "string",
        "pattern": "^[0-9a-f]{64}$",
        "description": "SHA-256 of the whole key."
      },
      "ResolveKey": {
        "type": "object",
        "required": [
          "hash"
        ],
        "additionalProperties": false,
        "properties": {
          "hash": {
            "$ref": "#/components/schemas/KeyHash"
          }
        }
      },
      "ResolvedKey": {
        "type": "object",
        "required": [
          "epoch",
          "grants"
        ],
        "additionalProperties": false,
        "properties": {
          "epoch": {
            "$ref": "#/components/schemas/Uuid"
          },
          "key": {
            "$ref": "#/components/schemas/PolicyKey"
          },
          "grants": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyGrant"
            }
          }
        }
      },
      "GatewayState": {
        "type": "string",
        "enum": [
          "running",
          "draining",
          "stopped"
        ]
      },
      "GatewayReport": {
        "type": "object",
        "required": [
          "gateway",
          "startedAt",
          "state",
          "journal"
        ],
        "additionalProperties": false,
        "properties": {
          "gateway": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "pattern": "^[A-Za-z0-9][A-Za-z0-9_.:-]*$",
            "description": "The gateway's own lasting name."
          },
          "startedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "state": {
            "$ref": "#/components/schemas/GatewayState"
          },
          "epoch": {
            "$ref": "#/components/schemas/Uuid"
          },
          "revision": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "Of the policy it decides by; not there where it has none."
          },
          "journal": {
            "$ref": "#/components/schemas/JournalReport"
          },
          "sharing": {
            "type": "string",
            "enum": [
              "alone",
              "valkey",
              "divide",
              "lost"
            ],
            "description": "How it shares counters with others; lost means that Valkey cannot be reached."
          },
          "endpoints": {
            "type": "array",
            "maxItems": 2000,
            "items": {
              "$ref": "#/components/schemas/EndpointReport"
            }
          }
        }
      },
      "EndpointReport": {
        "type": "object",
        "required": [
          "model",
          "endpoint",
          "healthy",
          "running",
          "requests",
          "failures"
        ],
        "additionalProperties": false,
        "description": "How a gateway finds an endpoint; counts are of the last minute.",
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelId"
          },
          "endpoint": {
            "type": "string",
            "maxLength": 200,
            "description": "Host and port."
          },
          "healthy": {
            "type": "boolean"
          },
          "problem": {
            "type": "string",
            "maxLength": 300,
            "description": "Why it is not healthy."
          },
          "running": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "Calls that run there now."
          },
          "requests": {
            "$ref": "#/components/schemas/Count"
          },
          "failures": {
            "$ref": "#/components/schemas/Count"
          },
          "timeToFirstTokenMs": {
            "type": "integer",
            "minimum": 0,
            "description": "Median of streamed answers."
          },
          "tokensPerSecond": {
            "type": "number",
            "minimum": 0,
            "description": "Median speed of one answer after its first token."
          }
        }
      },
      "JournalReport": {
        "type": "object",
        "required": [
          "pendingEvents",
          "rejectedEvents"
        ],
        "additionalProperties": false,
        "properties": {
          "bytes": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "What it takes on disk."
          },
          "maxBytes": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "What it may take."
          },
          "droppedEvents": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "Ended calls that were given up because it was full; they are in no ledger."
          },
          "pendingEvents": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "Ended calls that are not in the ledger yet."
          },
          "rejectedEvents": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Count"
              }
            ],
            "description": "Ended calls that the control plane does not take, kept aside."
          }
        }
      },
      "Gateway": {
        "type": "object",
        "required": [
          "id",
          "state",
          "startedAt",
          "lastSeenAt",
          "reporting",
          "upToDate",
          "journal"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/GatewayState"
          },
          "startedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "lastSeenAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "reporting": {
            "type": "boolean",
            "description": "It was heard of within the last minute."
          },
          "upToDate": {
            "type": "boolean",
            "description": "It decides by the policy as it is now."
          },
          "journal": {
            "$ref": "#/components/schemas/JournalReport"
          },
          "sharing": {
            "type": "string",
            "enum": [
              "alone",
              "valkey",
              "divide",
              "lost"
            ]
          },
          "endpoints": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EndpointReport"
            }
          }
        }
      },
      "GatewayList": {
        "type": "object",
        "required": [
          "items"
        ],
        "additionalProperties": false,
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Gateway"
            }
          }
        }
      }
    }
  }
} as const;
