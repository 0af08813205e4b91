// Made from ../openapi.yaml: do not edit.
export const spec = {
  "openapi": "3.0.3",
  "info": {
    "title": "maas",
    "version": "1",
    "description": "Control plane of Models-as-a-Service: models, plans, access requests and API keys. Times are ISO 8601 in UTC, money is a string of nano-units beside its currency.",
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
    }
  ],
  "paths": {
    "/models": {
      "get": {
        "operationId": "ListModels",
        "tags": [
          "models"
        ],
        "description": "Models that everybody may see, ordered by id.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "name": "search",
            "in": "query",
            "required": false,
            "description": "Words that must occur in id, names, title, description, provider, license or capabilities.",
            "schema": {
              "type": "string",
              "maxLength": 200,
              "pattern": "^[^\\x00]*$"
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
    "/models/{id}": {
      "get": {
        "operationId": "GetModel",
        "tags": [
          "models"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "The model's id.",
            "schema": {
              "$ref": "#/components/schemas/ModelId"
            }
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
              "reasoning"
            ]
          },
          "nanosPerMillion": {
            "type": "string",
            "pattern": "^[0-9]{1,18}$",
            "description": "Integer nano-units of the currency per million tokens."
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
          "updatedAt"
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
      }
    }
  }
} as const;
