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
      "name": "model-requests"
    },
    {
      "name": "teams"
    },
    {
      "name": "audit"
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
    "/models/{id}/stop": {
      "post": {
        "operationId": "StopModel",
        "tags": [
          "models"
        ],
        "description": "Refuses all calls of the model from now on, whoever makes them. Takes effect on every gateway at once.",
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
                "$ref": "#/components/schemas/Denial"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The model, stopped.",
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
    "/models/{id}/resume": {
      "post": {
        "operationId": "ResumeModel",
        "tags": [
          "models"
        ],
        "description": "Lets a stopped model be called again.",
        "parameters": [
          {
            "$ref": "#/components/parameters/modelId"
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Decision"
              }
            }
          }
        },
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
        "description": "Access requests; newest first unless another order is asked for.",
        "parameters": [
          {
            "$ref": "#/components/parameters/requestScope"
          },
          {
            "$ref": "#/components/parameters/requestState"
          },
          {
            "$ref": "#/components/parameters/requestTeam"
          },
          {
            "$ref": "#/components/parameters/requestModel"
          },
          {
            "$ref": "#/components/parameters/requestRequester"
          },
          {
            "$ref": "#/components/parameters/requestSearch"
          },
          {
            "$ref": "#/components/parameters/requestSort"
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
        "description": "Asks that a team may use models under a plan and, unless told not to, makes an API key whose secret can be revealed as soon as the request is granted.",
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
    "/access-requests/preview": {
      "post": {
        "operationId": "PreviewAccessRequest",
        "tags": [
          "access"
        ],
        "description": "What would become of a request, without making it.",
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
          "200": {
            "description": "What would happen.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequestPreview"
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
    "/access-requests/decisions": {
      "post": {
        "operationId": "DecideAccessRequests",
        "tags": [
          "access"
        ],
        "description": "Decides about many requests, each by itself. One that cannot be decided leaves the others as they are.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/BulkDecision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What became of each, in the order of the ids.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/BulkDecisionResult"
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
        "description": "One request, with all that happened to it.",
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
        "description": "Agrees to the step that the request waits at; after the last one it is granted. What is given here beside a reason is granted instead of what was asked for, and never more.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Approval"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after that.",
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
        "description": "Refuses the request, at whatever step it waits.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Denial"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after that.",
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
    "/access-requests/{id}/ask-back": {
      "post": {
        "operationId": "AskBackAccessRequest",
        "tags": [
          "access"
        ],
        "description": "Asks the requester something before deciding.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Comment"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after that.",
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
    "/access-requests/{id}/answer": {
      "post": {
        "operationId": "AnswerAccessRequest",
        "tags": [
          "access"
        ],
        "description": "Answers what was asked back; only the requester can.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Comment"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after that.",
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
    "/access-requests/{id}/comments": {
      "post": {
        "operationId": "CommentAccessRequest",
        "tags": [
          "access"
        ],
        "description": "Says something to everybody who may read the request.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Comment"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after that.",
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
        "description": "Takes a request back that is not decided; only its requester can.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "responses": {
          "200": {
            "description": "The request after that.",
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
    "/delegations": {
      "get": {
        "operationId": "GetDelegations",
        "tags": [
          "access"
        ],
        "description": "Who decides for the caller while they are away, and for whom the caller decides.",
        "responses": {
          "200": {
            "description": "Both.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Delegations"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "put": {
        "operationId": "SetDelegation",
        "tags": [
          "access"
        ],
        "description": "Lets somebody else decide for the caller for a time. There is at most one such person; another one takes the place.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SetDelegation"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What holds now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Delegations"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "EndDelegation",
        "tags": [
          "access"
        ],
        "description": "The caller decides again.",
        "responses": {
          "200": {
            "description": "What holds now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Delegations"
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
    "/grants": {
      "get": {
        "operationId": "ListGrants",
        "tags": [
          "access"
        ],
        "description": "What teams may use; newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/grantTeam"
          },
          {
            "$ref": "#/components/parameters/grantModel"
          },
          {
            "$ref": "#/components/parameters/grantState"
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
            "description": "One page of grants.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GrantList"
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
    "/grants/{id}/suspend": {
      "post": {
        "operationId": "SuspendGrant",
        "tags": [
          "access"
        ],
        "description": "Stops the use of a model by a team for now.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Denial"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The grant after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Grant"
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
    "/grants/{id}/resume": {
      "post": {
        "operationId": "ResumeGrant",
        "tags": [
          "access"
        ],
        "description": "Lets a suspended grant be used again.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Decision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The grant after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Grant"
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
    "/grants/{id}/revoke": {
      "post": {
        "operationId": "RevokeGrant",
        "tags": [
          "access"
        ],
        "description": "Ends the use of a model by a team for good.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Denial"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The grant after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Grant"
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
    "/model-requests": {
      "get": {
        "operationId": "ListModelRequests",
        "tags": [
          "model-requests"
        ],
        "description": "Requests for models that are not offered yet.",
        "parameters": [
          {
            "$ref": "#/components/parameters/modelRequestScope"
          },
          {
            "$ref": "#/components/parameters/modelRequestState"
          },
          {
            "$ref": "#/components/parameters/requestSearch"
          },
          {
            "$ref": "#/components/parameters/modelRequestSort"
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
                  "$ref": "#/components/schemas/ModelRequestList"
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
        "operationId": "CreateModelRequest",
        "tags": [
          "model-requests"
        ],
        "description": "Asks for a model that is not offered yet.",
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
                "$ref": "#/components/schemas/CreateModelRequest"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The request.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelRequest"
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
    "/model-requests/similar": {
      "get": {
        "operationId": "FindSimilarModels",
        "tags": [
          "model-requests"
        ],
        "description": "What is there or was asked for already, most similar first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/similarTo"
          }
        ],
        "responses": {
          "200": {
            "description": "Models and requests.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SimilarModels"
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
    "/model-requests/{id}": {
      "get": {
        "operationId": "GetModelRequest",
        "tags": [
          "model-requests"
        ],
        "description": "One request, with all that happened to it.",
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
                  "$ref": "#/components/schemas/ModelRequest"
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
    "/model-requests/{id}/join": {
      "post": {
        "operationId": "JoinModelRequest",
        "tags": [
          "model-requests"
        ],
        "description": "Wants the same model, for a team of the caller.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/JoinModelRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelRequest"
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
    "/model-requests/{id}/leave": {
      "post": {
        "operationId": "LeaveModelRequest",
        "tags": [
          "model-requests"
        ],
        "description": "Does not want it any more.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "responses": {
          "200": {
            "description": "The request after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelRequest"
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
    "/model-requests/{id}/review": {
      "post": {
        "operationId": "ReviewModelRequest",
        "tags": [
          "model-requests"
        ],
        "description": "Takes the request under review.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Decision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelRequest"
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
    "/model-requests/{id}/approve": {
      "post": {
        "operationId": "ApproveModelRequest",
        "tags": [
          "model-requests"
        ],
        "description": "The model is to be deployed.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ApproveModelRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelRequest"
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
    "/model-requests/{id}/decline": {
      "post": {
        "operationId": "DeclineModelRequest",
        "tags": [
          "model-requests"
        ],
        "description": "The model will not be offered.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Denial"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelRequest"
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
    "/model-requests/{id}/deploying": {
      "post": {
        "operationId": "DeployingModelRequest",
        "tags": [
          "model-requests"
        ],
        "description": "Its deployment has begun.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Decision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelRequest"
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
    "/model-requests/{id}/available": {
      "post": {
        "operationId": "AvailableModelRequest",
        "tags": [
          "model-requests"
        ],
        "description": "It is offered now, as a model that is there.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/AvailableModelRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelRequest"
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
    "/model-requests/{id}/withdraw": {
      "post": {
        "operationId": "WithdrawModelRequest",
        "tags": [
          "model-requests"
        ],
        "description": "Takes the request back; only its requester can, and only while nobody else joined.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "responses": {
          "200": {
            "description": "The request after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelRequest"
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
    "/model-requests/{id}/comments": {
      "post": {
        "operationId": "CommentModelRequest",
        "tags": [
          "model-requests"
        ],
        "description": "Says something to everybody who may read the request.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Comment"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after that.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelRequest"
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
        "description": "API keys; newest first unless another order is asked for. Never a secret.",
        "parameters": [
          {
            "$ref": "#/components/parameters/keyScope"
          },
          {
            "$ref": "#/components/parameters/keyKind"
          },
          {
            "$ref": "#/components/parameters/keyTeam"
          },
          {
            "$ref": "#/components/parameters/keyState"
          },
          {
            "$ref": "#/components/parameters/keyUnusedDays"
          },
          {
            "$ref": "#/components/parameters/keySearch"
          },
          {
            "$ref": "#/components/parameters/keySort"
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
    "/keys/actions": {
      "post": {
        "operationId": "ActOnKeys",
        "tags": [
          "keys"
        ],
        "description": "Suspends, resumes or revokes many keys, each by itself; a dry run only says what would be done.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/BulkKeyAction"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What became of each key.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/BulkKeyActionResult"
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
        "description": "One key. Never its secret.",
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
      },
      "patch": {
        "operationId": "UpdateKey",
        "tags": [
          "keys"
        ],
        "description": "Changes what a key is called, and narrows what it can do or lets it do more again, never more than its team.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UpdateKey"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The key after that.",
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
    "/keys/{id}/rotate": {
      "post": {
        "operationId": "RotateKey",
        "tags": [
          "keys"
        ],
        "description": "Makes another secret and returns it, once. The one before works on until the grace period is over.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RotateKey"
              }
            }
          }
        },
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
    "/keys/{id}/suspend": {
      "post": {
        "operationId": "SuspendKey",
        "tags": [
          "keys"
        ],
        "description": "Stops a key for now.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Decision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The key after that.",
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
    "/keys/{id}/resume": {
      "post": {
        "operationId": "ResumeKey",
        "tags": [
          "keys"
        ],
        "description": "Lets a suspended key be used again.",
        "parameters": [
          {
            "$ref": "#/components/parameters/uuid"
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Decision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The key after that.",
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
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Decision"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The key after that.",
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
    "/teams": {
      "get": {
        "operationId": "ListTeams",
        "tags": [
          "teams"
        ],
        "description": "The caller's teams, and who owns them.",
        "responses": {
          "200": {
            "description": "The teams, by their titles.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TeamList"
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
    "/audit": {
      "get": {
        "operationId": "ListAuditEntries",
        "tags": [
          "audit"
        ],
        "description": "Who did what, newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/auditFrom"
          },
          {
            "$ref": "#/components/parameters/auditTo"
          },
          {
            "$ref": "#/components/parameters/auditActor"
          },
          {
            "$ref": "#/components/parameters/auditAction"
          },
          {
            "$ref": "#/components/parameters/auditOutcome"
          },
          {
            "$ref": "#/components/parameters/auditTarget"
          },
          {
            "$ref": "#/components/parameters/auditTeam"
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
            "description": "One page of entries.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AuditEntryList"
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
    "/audit/export": {
      "get": {
        "operationId": "ExportAudit",
        "tags": [
          "audit"
        ],
        "description": "All entries that fit, oldest first, as a file.",
        "parameters": [
          {
            "$ref": "#/components/parameters/auditFrom"
          },
          {
            "$ref": "#/components/parameters/auditTo"
          },
          {
            "$ref": "#/components/parameters/auditActor"
          },
          {
            "$ref": "#/components/parameters/auditAction"
          },
          {
            "$ref": "#/components/parameters/auditOutcome"
          },
          {
            "$ref": "#/components/parameters/auditTarget"
          },
          {
            "$ref": "#/components/parameters/auditTeam"
          },
          {
            "$ref": "#/components/parameters/auditFormat"
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              },
              "application/x-ndjson": {
                "schema": {
                  "type": "string"
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
      },
      "requestScope": {
        "name": "scope",
        "in": "query",
        "required": false,
        "description": "mine: made by the caller; to-decide: open ones that the caller may decide now; all: every one that the caller may read.",
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
      "requestState": {
        "name": "state",
        "in": "query",
        "required": false,
        "description": "Only in one of these states.",
        "schema": {
          "type": "array",
          "maxItems": 10,
          "items": {
            "$ref": "#/components/schemas/AccessRequestState"
          }
        }
      },
      "requestTeam": {
        "name": "team",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Only for this team.",
        "schema": {
          "$ref": "#/components/schemas/EntityRef"
        }
      },
      "requestModel": {
        "name": "model",
        "in": "query",
        "required": false,
        "description": "Only those that ask for this model.",
        "schema": {
          "$ref": "#/components/schemas/ModelId"
        }
      },
      "requestRequester": {
        "name": "requester",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Only those that this user made.",
        "schema": {
          "$ref": "#/components/schemas/EntityRef"
        }
      },
      "requestSearch": {
        "name": "search",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Text that must occur in what is asked for, for whom, by whom or why.",
        "schema": {
          "type": "string",
          "maxLength": 200,
          "pattern": "^[^\\x00]*$"
        }
      },
      "requestSort": {
        "name": "sort",
        "in": "query",
        "required": false,
        "description": "What comes first; a dash before it turns the order around.",
        "schema": {
          "type": "string",
          "enum": [
            "created",
            "-created",
            "decideBy",
            "-decideBy",
            "team",
            "-team",
            "state",
            "-state"
          ],
          "default": "-created"
        }
      },
      "grantTeam": {
        "name": "team",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Only of this team.",
        "schema": {
          "$ref": "#/components/schemas/EntityRef"
        }
      },
      "grantModel": {
        "name": "model",
        "in": "query",
        "required": false,
        "description": "Only for this model.",
        "schema": {
          "$ref": "#/components/schemas/ModelId"
        }
      },
      "grantState": {
        "name": "state",
        "in": "query",
        "required": false,
        "description": "Only in one of these states; active and suspended ones if left out.",
        "schema": {
          "type": "array",
          "maxItems": 10,
          "items": {
            "$ref": "#/components/schemas/GrantState"
          }
        }
      },
      "modelRequestScope": {
        "name": "scope",
        "in": "query",
        "required": false,
        "description": "mine: made or joined by the caller; all: every one.",
        "schema": {
          "type": "string",
          "enum": [
            "mine",
            "all"
          ],
          "default": "all"
        }
      },
      "modelRequestState": {
        "name": "state",
        "in": "query",
        "required": false,
        "description": "Only in one of these states.",
        "schema": {
          "type": "array",
          "maxItems": 10,
          "items": {
            "$ref": "#/components/schemas/ModelRequestState"
          }
        }
      },
      "modelRequestSort": {
        "name": "sort",
        "in": "query",
        "required": false,
        "description": "What comes first; a dash before it turns the order around.",
        "schema": {
          "type": "string",
          "enum": [
            "created",
            "-created",
            "wanted",
            "-wanted"
          ],
          "default": "-created"
        }
      },
      "similarTo": {
        "name": "to",
        "in": "query",
        "required": true,
        "allowReserved": true,
        "description": "Name or source of a model.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 500,
          "pattern": "^[^\\x00]*$"
        }
      },
      "keyScope": {
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
      "keyKind": {
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
      "keyTeam": {
        "name": "team",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Only of this team.",
        "schema": {
          "$ref": "#/components/schemas/EntityRef"
        }
      },
      "keyState": {
        "name": "state",
        "in": "query",
        "required": false,
        "description": "Only in one of these states.",
        "schema": {
          "type": "array",
          "maxItems": 10,
          "items": {
            "$ref": "#/components/schemas/KeyState"
          }
        }
      },
      "keyUnusedDays": {
        "name": "unusedDays",
        "in": "query",
        "required": false,
        "description": "Only active keys without a call for at least so many days.",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 3650
        }
      },
      "keySearch": {
        "name": "search",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Text that must occur in name, label, prefix, team or maker.",
        "schema": {
          "type": "string",
          "maxLength": 200,
          "pattern": "^[^\\x00]*$"
        }
      },
      "keySort": {
        "name": "sort",
        "in": "query",
        "required": false,
        "description": "What comes first; a dash before it turns the order around. Keys never used, or without an end, come last.",
        "schema": {
          "type": "string",
          "enum": [
            "created",
            "-created",
            "name",
            "-name",
            "team",
            "-team",
            "expires",
            "-expires",
            "used",
            "-used"
          ],
          "default": "-created"
        }
      },
      "auditFrom": {
        "name": "from",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Entries of this time or later.",
        "schema": {
          "$ref": "#/components/schemas/Timestamp"
        }
      },
      "auditTo": {
        "name": "to",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Entries before this time.",
        "schema": {
          "$ref": "#/components/schemas/Timestamp"
        }
      },
      "auditActor": {
        "name": "actor",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Only of this user, service or rule.",
        "schema": {
          "type": "string",
          "maxLength": 300,
          "pattern": "^[^\\x00]*$"
        }
      },
      "auditAction": {
        "name": "action",
        "in": "query",
        "required": false,
        "description": "Only of one of these actions.",
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "pattern": "^[a-z0-9-]{1,63}$"
          }
        }
      },
      "auditOutcome": {
        "name": "outcome",
        "in": "query",
        "required": false,
        "description": "Only of this outcome.",
        "schema": {
          "$ref": "#/components/schemas/AuditOutcome"
        }
      },
      "auditTarget": {
        "name": "target",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Only about the thing with this id.",
        "schema": {
          "type": "string",
          "maxLength": 300,
          "pattern": "^[^\\x00]*$"
        }
      },
      "auditTeam": {
        "name": "team",
        "in": "query",
        "required": false,
        "allowReserved": true,
        "description": "Only what concerns this team.",
        "schema": {
          "$ref": "#/components/schemas/EntityRef"
        }
      },
      "auditFormat": {
        "name": "format",
        "in": "query",
        "required": false,
        "description": "csv, or one JSON object per line.",
        "schema": {
          "type": "string",
          "enum": [
            "csv",
            "ndjson"
          ],
          "default": "csv"
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
          "dataPolicy": {
            "$ref": "#/components/schemas/DataPolicy"
          },
          "retirement": {
            "$ref": "#/components/schemas/Retirement"
          },
          "stopped": {
            "$ref": "#/components/schemas/ModelStop"
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
          "off",
          "stopped",
          "retired"
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
          "prices",
          "dataPolicy",
          "retirement"
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
          "dataPolicy": {
            "type": "object",
            "nullable": true,
            "required": [
              "location",
              "allowed"
            ],
            "additionalProperties": false,
            "description": "What data may be sent to a model, and where it goes.",
            "properties": {
              "location": {
                "type": "string",
                "enum": [
                  "internal",
                  "external"
                ],
                "description": "Whether the model is served within the organisation."
              },
              "region": {
                "type": "string",
                "maxLength": 100
              },
              "allowed": {
                "type": "array",
                "uniqueItems": true,
                "maxItems": 4,
                "items": {
                  "$ref": "#/components/schemas/DataClass"
                }
              }
            }
          },
          "retirement": {
            "type": "object",
            "nullable": true,
            "required": [
              "at"
            ],
            "additionalProperties": false,
            "description": "The announced end of a model.",
            "properties": {
              "at": {
                "allOf": [
                  {
                    "$ref": "#/components/schemas/Timestamp"
                  }
                ],
                "description": "From then on it is not served any more."
              },
              "successor": {
                "allOf": [
                  {
                    "$ref": "#/components/schemas/ModelId"
                  }
                ],
                "description": "Takes over its names then."
              },
              "note": {
                "type": "string",
                "maxLength": 1000,
                "pattern": "^[^\\x00]*$"
              }
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
          "state",
          "permissions"
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
          "monthlyBudget": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Nanos"
              }
            ],
            "description": "Most that the team may spend on the model in a calendar month, in nano-units; calls beyond it are refused."
          },
          "requestId": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Uuid"
              }
            ],
            "description": "The access request that it came from; not there where configuration gives it."
          },
          "activatedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "expiresAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "suspendedBy": {
            "type": "string"
          },
          "reason": {
            "type": "string",
            "description": "Why it is suspended, or was revoked."
          },
          "permissions": {
            "type": "object",
            "required": [
              "update"
            ],
            "additionalProperties": false,
            "properties": {
              "update": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "GrantList": {
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
              "$ref": "#/components/schemas/Grant"
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
      "DataClass": {
        "type": "string",
        "enum": [
          "public",
          "internal",
          "confidential",
          "personal"
        ],
        "description": "What sort of data somebody sends to a model; personal is data about people."
      },
      "DataPolicy": {
        "type": "object",
        "required": [
          "location",
          "allowed"
        ],
        "additionalProperties": false,
        "description": "What data may be sent to a model, and where it goes.",
        "properties": {
          "location": {
            "type": "string",
            "enum": [
              "internal",
              "external"
            ],
            "description": "Whether the model is served within the organisation."
          },
          "region": {
            "type": "string",
            "maxLength": 100
          },
          "allowed": {
            "type": "array",
            "uniqueItems": true,
            "maxItems": 4,
            "items": {
              "$ref": "#/components/schemas/DataClass"
            }
          }
        }
      },
      "Retirement": {
        "type": "object",
        "required": [
          "at"
        ],
        "additionalProperties": false,
        "description": "The announced end of a model.",
        "properties": {
          "at": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              }
            ],
            "description": "From then on it is not served any more."
          },
          "successor": {
            "allOf": [
              {
                "$ref": "#/components/schemas/ModelId"
              }
            ],
            "description": "Takes over its names then."
          },
          "note": {
            "type": "string",
            "maxLength": 1000,
            "pattern": "^[^\\x00]*$"
          }
        }
      },
      "ModelStop": {
        "type": "object",
        "required": [
          "reason",
          "by",
          "at"
        ],
        "additionalProperties": false,
        "description": "Somebody stopped the model for everybody.",
        "properties": {
          "reason": {
            "type": "string"
          },
          "by": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "at": {
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
            "items": {
              "$ref": "#/components/schemas/ModelId"
            },
            "description": "Ids of models."
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
          "monthlyBudget": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Nanos"
              }
            ],
            "description": "Most that the team is to spend on each of the models in a calendar month, in nano-units."
          },
          "data": {
            "allOf": [
              {
                "$ref": "#/components/schemas/DataClass"
              }
            ],
            "description": "The most delicate data that is going to be sent; public if left out."
          },
          "newKey": {
            "type": "boolean",
            "description": "Whether a new API key is wanted; keys that the team has get the new rights anyhow."
          },
          "keyName": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "pattern": "^[^\\x00]*[^\\s\\x00][^\\x00]*$"
          },
          "replaces": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Uuid"
              }
            ],
            "description": "A request of the caller that was denied, cancelled or has expired, and is made again with this one."
          }
        }
      },
      "AccessRequestState": {
        "type": "string",
        "enum": [
          "pending",
          "asked-back",
          "approved",
          "denied",
          "cancelled",
          "expired"
        ],
        "description": "asked-back: the requester has to answer something first; expired: nobody decided in time."
      },
      "StepKind": {
        "type": "string",
        "enum": [
          "model-owner",
          "team-owner",
          "platform"
        ],
        "description": "Whose decision it is: that of the owner or approver of the models, of the owner of the team, or of the platform team."
      },
      "RequestStep": {
        "type": "object",
        "required": [
          "kind",
          "state",
          "deciders",
          "models"
        ],
        "additionalProperties": false,
        "description": "One of the decisions that a request needs.",
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/StepKind"
          },
          "state": {
            "type": "string",
            "enum": [
              "waiting",
              "open",
              "approved",
              "denied"
            ],
            "description": "waiting: another step comes first."
          },
          "deciders": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EntityRef"
            },
            "description": "Who can decide it, beside administrators."
          },
          "models": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModelId"
            },
            "description": "The models that it is about."
          },
          "decidedBy": {
            "type": "string"
          },
          "onBehalfOf": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "decidedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "TimelineEntry": {
        "type": "object",
        "required": [
          "id",
          "at",
          "actor",
          "event"
        ],
        "additionalProperties": false,
        "description": "Something that happened to a request.",
        "properties": {
          "id": {
            "$ref": "#/components/schemas/Uuid"
          },
          "at": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "actor": {
            "type": "string",
            "description": "An entity reference, `rule:<name>`, or `system` where time did it."
          },
          "onBehalfOf": {
            "allOf": [
              {
                "$ref": "#/components/schemas/EntityRef"
              }
            ],
            "description": "For whom the actor decided."
          },
          "event": {
            "type": "string",
            "enum": [
              "created",
              "joined",
              "left",
              "under-review",
              "step-approved",
              "approved",
              "denied",
              "declined",
              "deploying",
              "available",
              "asked-back",
              "answered",
              "commented",
              "withdrawn",
              "expired",
              "reminded"
            ],
            "description": "What happened."
          },
          "text": {
            "type": "string"
          },
          "details": {
            "type": "object",
            "additionalProperties": true,
            "description": "What was decided differently from what was asked for, by its names."
          }
        }
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
          "steps",
          "expiresInDays",
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
          "expiresInDays": {
            "type": "integer"
          },
          "monthlyBudget": {
            "$ref": "#/components/schemas/Nanos"
          },
          "data": {
            "$ref": "#/components/schemas/DataClass"
          },
          "grants": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Grant"
            },
            "description": "One per model, as granted where it is decided."
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RequestStep"
            },
            "description": "In the order in which they are decided; none where a rule granted it."
          },
          "keyId": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Uuid"
              }
            ],
            "description": "Of the API key that was made with it."
          },
          "waitsFor": {
            "type": "string",
            "description": "Why the request was not granted at once."
          },
          "question": {
            "type": "string",
            "description": "What the requester has to answer."
          },
          "decideBy": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              }
            ],
            "description": "When it expires unless somebody decides."
          },
          "replaces": {
            "$ref": "#/components/schemas/Uuid"
          },
          "replacedBy": {
            "$ref": "#/components/schemas/Uuid"
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
          "timeline": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TimelineEntry"
            },
            "description": "Oldest first; only where one request is read."
          },
          "permissions": {
            "type": "object",
            "description": "What the caller can do with the request now.",
            "required": [
              "decide",
              "withdraw",
              "answer",
              "comment",
              "askAgain"
            ],
            "additionalProperties": false,
            "properties": {
              "decide": {
                "type": "boolean"
              },
              "withdraw": {
                "type": "boolean"
              },
              "answer": {
                "type": "boolean"
              },
              "comment": {
                "type": "boolean"
              },
              "askAgain": {
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
      "AccessRequestPreview": {
        "type": "object",
        "required": [
          "granted",
          "steps",
          "models"
        ],
        "additionalProperties": false,
        "properties": {
          "granted": {
            "type": "boolean",
            "description": "It would be granted at once."
          },
          "rule": {
            "type": "string",
            "description": "The rule that decides."
          },
          "waitsFor": {
            "type": "string"
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RequestStep"
            }
          },
          "models": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PreviewedModel"
            },
            "description": "What the team has of each model now."
          }
        }
      },
      "PreviewedModel": {
        "type": "object",
        "required": [
          "model"
        ],
        "additionalProperties": false,
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelId"
          },
          "plan": {
            "type": "string",
            "description": "The plan that the team uses it under now."
          },
          "pendingRequestId": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Uuid"
              }
            ],
            "description": "A request for it that waits already."
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
      "Denial": {
        "type": "object",
        "required": [
          "reason"
        ],
        "additionalProperties": false,
        "properties": {
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000,
            "pattern": "^[^\\x00]*[^\\s\\x00][^\\x00]*$"
          }
        }
      },
      "Comment": {
        "type": "object",
        "required": [
          "text"
        ],
        "additionalProperties": false,
        "properties": {
          "text": {
            "type": "string",
            "minLength": 1,
            "maxLength": 4000,
            "pattern": "^[^\\x00]*[^\\s\\x00][^\\x00]*$"
          }
        }
      },
      "Approval": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "reason": {
            "type": "string",
            "maxLength": 1000,
            "pattern": "^[^\\x00]*$"
          },
          "models": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "uniqueItems": true,
            "items": {
              "$ref": "#/components/schemas/ModelId"
            },
            "description": "Only these of the models that the step is about; the others are denied."
          },
          "plan": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "monthlyBudget": {
            "$ref": "#/components/schemas/Nanos"
          },
          "expiresInDays": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3650
          }
        }
      },
      "BulkDecision": {
        "type": "object",
        "required": [
          "ids",
          "decision"
        ],
        "additionalProperties": false,
        "properties": {
          "ids": {
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "uniqueItems": true,
            "items": {
              "$ref": "#/components/schemas/Uuid"
            }
          },
          "decision": {
            "type": "string",
            "enum": [
              "approve",
              "deny"
            ]
          },
          "reason": {
            "type": "string",
            "maxLength": 1000,
            "pattern": "^[^\\x00]*$"
          }
        }
      },
      "BulkDecisionItem": {
        "type": "object",
        "required": [
          "id",
          "ok"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/Uuid"
          },
          "ok": {
            "type": "boolean"
          },
          "state": {
            "$ref": "#/components/schemas/AccessRequestState"
          },
          "error": {
            "type": "string",
            "description": "Why nothing was done."
          }
        }
      },
      "BulkDecisionResult": {
        "type": "object",
        "required": [
          "items"
        ],
        "additionalProperties": false,
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/BulkDecisionItem"
            }
          }
        }
      },
      "Delegation": {
        "type": "object",
        "required": [
          "from",
          "to",
          "startsAt",
          "endsAt"
        ],
        "additionalProperties": false,
        "properties": {
          "from": {
            "allOf": [
              {
                "$ref": "#/components/schemas/EntityRef"
              }
            ],
            "description": "Who is away."
          },
          "to": {
            "allOf": [
              {
                "$ref": "#/components/schemas/EntityRef"
              }
            ],
            "description": "Who decides instead."
          },
          "startsAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "endsAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "Delegations": {
        "type": "object",
        "required": [
          "forMe"
        ],
        "additionalProperties": false,
        "properties": {
          "mine": {
            "$ref": "#/components/schemas/Delegation"
          },
          "forMe": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Delegation"
            },
            "description": "For whom the caller decides, now or later."
          }
        }
      },
      "SetDelegation": {
        "type": "object",
        "required": [
          "to",
          "endsAt"
        ],
        "additionalProperties": false,
        "properties": {
          "to": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "startsAt": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              }
            ],
            "description": "At once if left out."
          },
          "endsAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "reason": {
            "type": "string",
            "maxLength": 1000,
            "pattern": "^[^\\x00]*$"
          }
        }
      },
      "ModelRequestState": {
        "type": "string",
        "enum": [
          "submitted",
          "under-review",
          "approved",
          "deploying",
          "available",
          "declined",
          "withdrawn"
        ]
      },
      "WantedSource": {
        "type": "object",
        "required": [
          "kind",
          "uri"
        ],
        "additionalProperties": false,
        "description": "Where the weights of a model are.",
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "huggingface",
              "oci",
              "s3",
              "other"
            ]
          },
          "uri": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500,
            "pattern": "^[^\\x00\\s]+$",
            "description": "Such as `org/name` of Hugging Face, `oci://…` or `s3://…`."
          }
        }
      },
      "CreateModelRequest": {
        "type": "object",
        "required": [
          "model",
          "source",
          "team",
          "payer",
          "reason",
          "expectedUse"
        ],
        "additionalProperties": false,
        "properties": {
          "model": {
            "allOf": [
              {
                "$ref": "#/components/schemas/ModelId"
              }
            ],
            "description": "The id that it is to have."
          },
          "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "pattern": "^[^\\x00]*[^\\s\\x00][^\\x00]*$"
          },
          "source": {
            "$ref": "#/components/schemas/WantedSource"
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "payer": {
            "allOf": [
              {
                "$ref": "#/components/schemas/EntityRef"
              }
            ],
            "description": "The team that pays for it."
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000,
            "pattern": "^[^\\x00]*[^\\s\\x00][^\\x00]*$"
          },
          "expectedUse": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000,
            "pattern": "^[^\\x00]*[^\\s\\x00][^\\x00]*$"
          },
          "tokensPerMonth": {
            "type": "integer",
            "minimum": 1,
            "maximum": 9007199254740991,
            "description": "How much it is likely to be used."
          }
        }
      },
      "ModelRequestJoin": {
        "type": "object",
        "required": [
          "user",
          "team",
          "at"
        ],
        "additionalProperties": false,
        "properties": {
          "user": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "at": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "reason": {
            "type": "string"
          },
          "tokensPerMonth": {
            "type": "integer",
            "minimum": 1
          }
        }
      },
      "JoinModelRequest": {
        "type": "object",
        "required": [
          "team"
        ],
        "additionalProperties": false,
        "properties": {
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "reason": {
            "type": "string",
            "maxLength": 1000,
            "pattern": "^[^\\x00]*$"
          },
          "tokensPerMonth": {
            "type": "integer",
            "minimum": 1,
            "maximum": 9007199254740991
          }
        }
      },
      "ApproveModelRequest": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "reason": {
            "type": "string",
            "maxLength": 1000,
            "pattern": "^[^\\x00]*$"
          },
          "model": {
            "allOf": [
              {
                "$ref": "#/components/schemas/ModelId"
              }
            ],
            "description": "The id that it gets, where that is another one."
          }
        }
      },
      "AvailableModelRequest": {
        "type": "object",
        "required": [
          "model"
        ],
        "additionalProperties": false,
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelId"
          },
          "reason": {
            "type": "string",
            "maxLength": 1000,
            "pattern": "^[^\\x00]*$"
          }
        }
      },
      "ModelRequest": {
        "type": "object",
        "required": [
          "id",
          "state",
          "model",
          "title",
          "source",
          "team",
          "requester",
          "payer",
          "reason",
          "expectedUse",
          "joins",
          "createdAt",
          "permissions"
        ],
        "additionalProperties": false,
        "properties": {
          "id": {
            "$ref": "#/components/schemas/Uuid"
          },
          "state": {
            "$ref": "#/components/schemas/ModelRequestState"
          },
          "model": {
            "$ref": "#/components/schemas/ModelId"
          },
          "title": {
            "type": "string"
          },
          "source": {
            "$ref": "#/components/schemas/WantedSource"
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "requester": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "payer": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "reason": {
            "type": "string"
          },
          "expectedUse": {
            "type": "string"
          },
          "tokensPerMonth": {
            "type": "integer",
            "description": "Of the requester and all who joined, as far as they said."
          },
          "joins": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModelRequestJoin"
            },
            "description": "Who wants it too, oldest first; without the requester."
          },
          "createdAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "decidedAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "decidedBy": {
            "type": "string"
          },
          "decisionReason": {
            "type": "string"
          },
          "timeline": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TimelineEntry"
            },
            "description": "Oldest first; only where one request is read."
          },
          "permissions": {
            "type": "object",
            "description": "What the caller can do with the request now.",
            "required": [
              "decide",
              "join",
              "leave",
              "withdraw",
              "comment"
            ],
            "additionalProperties": false,
            "properties": {
              "decide": {
                "type": "boolean"
              },
              "join": {
                "type": "boolean"
              },
              "leave": {
                "type": "boolean"
              },
              "withdraw": {
                "type": "boolean"
              },
              "comment": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "ModelRequestList": {
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
              "$ref": "#/components/schemas/ModelRequest"
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
      "SimilarModels": {
        "type": "object",
        "required": [
          "models",
          "requests"
        ],
        "additionalProperties": false,
        "properties": {
          "models": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Model"
            }
          },
          "requests": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModelRequest"
            }
          }
        }
      },
      "Team": {
        "type": "object",
        "required": [
          "ref",
          "title",
          "owners",
          "whenMakerLeaves",
          "permissions"
        ],
        "additionalProperties": false,
        "properties": {
          "ref": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "title": {
            "type": "string"
          },
          "owners": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EntityRef"
            },
            "description": "Users who own the team."
          },
          "whenMakerLeaves": {
            "type": "string",
            "enum": [
              "keep",
              "suspend"
            ],
            "description": "What becomes of the keys of people who leave."
          },
          "permissions": {
            "type": "object",
            "required": [
              "own"
            ],
            "additionalProperties": false,
            "properties": {
              "own": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "TeamList": {
        "type": "object",
        "required": [
          "items"
        ],
        "additionalProperties": false,
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Team"
            }
          }
        }
      },
      "AuditOutcome": {
        "type": "string",
        "enum": [
          "succeeded",
          "failed"
        ]
      },
      "AuditEntry": {
        "type": "object",
        "required": [
          "seq",
          "at",
          "action",
          "outcome",
          "severity",
          "actor",
          "hash",
          "previousHash"
        ],
        "additionalProperties": false,
        "properties": {
          "seq": {
            "type": "integer",
            "minimum": 1,
            "description": "Its place in the chain."
          },
          "at": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "action": {
            "type": "string"
          },
          "outcome": {
            "$ref": "#/components/schemas/AuditOutcome"
          },
          "severity": {
            "type": "string",
            "enum": [
              "low",
              "medium",
              "high",
              "critical"
            ]
          },
          "actor": {
            "type": "string",
            "description": "An entity reference, the subject of a service, `rule:<name>` or `system`."
          },
          "onBehalfOf": {
            "type": "string"
          },
          "address": {
            "type": "string",
            "description": "Where the call came from."
          },
          "client": {
            "type": "string",
            "description": "What the caller says it is."
          },
          "target": {
            "type": "object",
            "required": [
              "kind",
              "id"
            ],
            "additionalProperties": false,
            "properties": {
              "kind": {
                "type": "string"
              },
              "id": {
                "type": "string"
              },
              "name": {
                "type": "string"
              }
            }
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "before": {
            "type": "object",
            "additionalProperties": true
          },
          "after": {
            "type": "object",
            "additionalProperties": true
          },
          "meta": {
            "type": "object",
            "additionalProperties": true
          },
          "error": {
            "type": "string",
            "description": "Why it failed."
          },
          "hash": {
            "type": "string",
            "description": "SHA-256 over the entry and the hash of the one before."
          },
          "previousHash": {
            "type": "string"
          }
        }
      },
      "AuditEntryList": {
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
              "$ref": "#/components/schemas/AuditEntry"
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
            "items": {
              "$ref": "#/components/schemas/ModelId"
            },
            "description": "Only these of the team's models; all of them if left out."
          },
          "limits": {
            "$ref": "#/components/schemas/KeyLimits"
          },
          "addresses": {
            "$ref": "#/components/schemas/Addresses"
          },
          "label": {
            "$ref": "#/components/schemas/KeyLabel"
          },
          "expiresInDays": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3650
          }
        }
      },
      "Addresses": {
        "type": "array",
        "minItems": 1,
        "maxItems": 50,
        "uniqueItems": true,
        "description": "Only from these addresses, in CIDR notation, such as 10.1.0.0/16 or 2001:db8::/32.",
        "items": {
          "type": "string",
          "minLength": 2,
          "maxLength": 50,
          "pattern": "^[0-9a-fA-F.:/]+$"
        }
      },
      "KeyLabel": {
        "type": "string",
        "minLength": 1,
        "maxLength": 63,
        "pattern": "^[A-Za-z0-9]([A-Za-z0-9 ._/:=-]{0,61}[A-Za-z0-9])?$",
        "description": "What its calls are told apart by in the usage, such as an app or a cost unit."
      },
      "UpdateKey": {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": false,
        "description": "Only what is to change; null takes a restriction away.",
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "pattern": "^[^\\x00]*[^\\s\\x00][^\\x00]*$"
          },
          "models": {
            "type": "array",
            "nullable": true,
            "minItems": 1,
            "maxItems": 50,
            "uniqueItems": true,
            "items": {
              "$ref": "#/components/schemas/ModelId"
            },
            "description": "null is all of the team."
          },
          "limits": {
            "type": "object",
            "nullable": true,
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
          "addresses": {
            "type": "array",
            "nullable": true,
            "minItems": 1,
            "maxItems": 50,
            "uniqueItems": true,
            "description": "Only from these addresses, in CIDR notation, such as 10.1.0.0/16 or 2001:db8::/32.",
            "items": {
              "type": "string",
              "minLength": 2,
              "maxLength": 50,
              "pattern": "^[0-9a-fA-F.:/]+$"
            }
          },
          "label": {
            "type": "string",
            "nullable": true,
            "minLength": 1,
            "maxLength": 63,
            "pattern": "^[A-Za-z0-9]([A-Za-z0-9 ._/:=-]{0,61}[A-Za-z0-9])?$",
            "description": "What its calls are told apart by in the usage, such as an app or a cost unit."
          },
          "expiresInDays": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3650,
            "description": "From now on."
          }
        }
      },
      "RotateKey": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "graceHours": {
            "type": "integer",
            "minimum": 0,
            "maximum": 720,
            "description": "How long the secret before works on."
          }
        }
      },
      "BulkKeyAction": {
        "type": "object",
        "required": [
          "action"
        ],
        "additionalProperties": false,
        "description": "Needs ids or at least one filter.",
        "properties": {
          "action": {
            "type": "string",
            "enum": [
              "suspend",
              "resume",
              "revoke"
            ]
          },
          "ids": {
            "type": "array",
            "minItems": 1,
            "maxItems": 500,
            "uniqueItems": true,
            "items": {
              "$ref": "#/components/schemas/Uuid"
            },
            "description": "These keys; or all that fit the filters."
          },
          "team": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "maker": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "unusedDays": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3650
          },
          "reason": {
            "type": "string",
            "maxLength": 1000,
            "pattern": "^[^\\x00]*$"
          },
          "dryRun": {
            "type": "boolean",
            "description": "Only list what would be done."
          }
        }
      },
      "BulkKeyActionItem": {
        "type": "object",
        "required": [
          "id",
          "ok"
        ],
        "description": "Without name and team where there is no such key for the caller.",
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
          "ok": {
            "type": "boolean",
            "description": "It was done, or would be."
          },
          "state": {
            "$ref": "#/components/schemas/KeyState"
          },
          "error": {
            "type": "string"
          }
        }
      },
      "BulkKeyActionResult": {
        "type": "object",
        "required": [
          "dryRun",
          "items"
        ],
        "additionalProperties": false,
        "properties": {
          "dryRun": {
            "type": "boolean"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/BulkKeyActionItem"
            }
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
          "onlyModels": {
            "type": "array",
            "description": "The models that it is restricted to; not there where it can call all of its team's.",
            "items": {
              "$ref": "#/components/schemas/ModelId"
            }
          },
          "limits": {
            "$ref": "#/components/schemas/KeyLimits"
          },
          "addresses": {
            "$ref": "#/components/schemas/Addresses"
          },
          "label": {
            "$ref": "#/components/schemas/KeyLabel"
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
          "revokedBy": {
            "type": "string"
          },
          "suspension": {
            "$ref": "#/components/schemas/KeySuspension"
          },
          "previousSecretEndsAt": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              }
            ],
            "description": "Until when the secret before the last rotation works."
          },
          "lastUsedAt": {
            "allOf": [
              {
                "$ref": "#/components/schemas/Timestamp"
              }
            ],
            "description": "When the latest call with it started; not there until the first."
          },
          "lastUse": {
            "$ref": "#/components/schemas/KeyUse"
          },
          "permissions": {
            "type": "object",
            "description": "What the caller can do with the key now.",
            "required": [
              "reveal",
              "rotate",
              "update",
              "suspend",
              "resume",
              "revoke"
            ],
            "additionalProperties": false,
            "properties": {
              "reveal": {
                "type": "boolean"
              },
              "rotate": {
                "type": "boolean"
              },
              "update": {
                "type": "boolean"
              },
              "suspend": {
                "type": "boolean"
              },
              "resume": {
                "type": "boolean"
              },
              "revoke": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "KeySuspension": {
        "type": "object",
        "required": [
          "cause",
          "at"
        ],
        "additionalProperties": false,
        "properties": {
          "cause": {
            "type": "string",
            "enum": [
              "person",
              "maker-left",
              "team-gone"
            ],
            "description": "maker-left and team-gone end by themselves where the maker or the team comes back."
          },
          "at": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "by": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "KeyUse": {
        "type": "object",
        "required": [
          "at"
        ],
        "additionalProperties": false,
        "properties": {
          "at": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "address": {
            "type": "string",
            "description": "Where the latest call came from."
          },
          "client": {
            "type": "string",
            "description": "What called, as it says itself."
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
          "label": {
            "$ref": "#/components/schemas/KeyLabel"
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
          },
          "caller": {
            "$ref": "#/components/schemas/Caller"
          }
        }
      },
      "Caller": {
        "type": "object",
        "additionalProperties": false,
        "description": "Where a call came from and what made it. Kept as the latest use of the key only, never with the usage event.",
        "properties": {
          "address": {
            "type": "string",
            "maxLength": 50
          },
          "client": {
            "type": "string",
            "maxLength": 100
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
          "stopped": {
            "type": "object",
            "required": [
              "reason"
            ],
            "additionalProperties": false,
            "description": "Somebody stopped it for everybody; it is refused whatever its state.",
            "properties": {
              "reason": {
                "type": "string"
              }
            }
          },
          "retirement": {
            "$ref": "#/components/schemas/Retirement"
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
          "addresses": {
            "$ref": "#/components/schemas/Addresses"
          },
          "label": {
            "$ref": "#/components/schemas/KeyLabel"
          },
          "expiresAt": {
            "$ref": "#/components/schemas/Timestamp"
          },
          "suspendedAt": {
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
