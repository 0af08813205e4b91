import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import express from 'express';
import { keyOf, TEAM } from '../../__testUtils__/testPolicy';
import { addPlayground } from '../addPlayground';

/** What the control plane was asked for. */
export interface AskedKey {
  authorization?: string;
  body: unknown;
}

/**
 * A backend whose gateway plugin has the playground's routes, in front of a given
 * gateway, and whose control plane gives out keys of a test.
 */
export class PlaygroundBackend {
  /** The numbers of the keys that are given out next; 1 is good. */
  keys: number[] = [];
  /** Instead of a key. */
  refusal?: { status: number; name: string; message: string };
  keyLifetimeMs = 3_600_000;
  readonly asked: AskedKey[] = [];
  /** The caller's groups. */
  teams = [TEAM];
  readonly logs = jest.fn();
  private backend!: Awaited<ReturnType<typeof startTestBackend>>;

  /** @param gatewayUrl - of the gateway, or none */
  static async start(
    gatewayUrl: () => string | undefined,
    config: JsonObject = {},
  ): Promise<PlaygroundBackend> {
    const playground = new PlaygroundBackend();
    await playground.run(gatewayUrl, config);
    return playground;
  }

  get url(): string {
    return `http://localhost:${this.backend.server.port()}/api/maas-gateway`;
  }

  /** Calls as a signed-in person. */
  async call(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      ...init,
      headers: {
        authorization: mockCredentials.user.header(),
        'content-type': 'application/json',
        'x-maas-team': TEAM,
        ...init.headers,
      },
    });
  }

  async chat(body: object, init: RequestInit = {}): Promise<Response> {
    return this.call('/v1/chat/completions', {
      method: 'POST',
      body: JSON.stringify({
        messages: [{ role: 'user', content: 'Hi' }],
        ...body,
      }),
      ...init,
    });
  }

  stop(): Promise<void> {
    return this.backend.stop();
  }

  private async run(
    gatewayUrl: () => string | undefined,
    config: JsonObject,
  ): Promise<void> {
    const logger = mockServices.logger.mock();
    for (const level of ['error', 'warn', 'info', 'debug'] as const) {
      logger[level].mockImplementation((...args) => this.logs(...args));
    }
    logger.child.mockReturnValue(logger);
    this.backend = await startTestBackend({
      features: [
        gatewayPlugin(gatewayUrl),
        this.controlPlane(),
        mockServices.rootConfig.factory({ data: config }),
        mockServices.userInfo.mock({
          getUserInfo: async ({ principal }) => ({
            userEntityRef: (principal as { userEntityRef: string })
              .userEntityRef,
            ownershipEntityRefs: this.teams,
          }),
        }).factory,
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger,
        }),
      ],
    });
  }

  private controlPlane() {
    return createBackendPlugin({
      pluginId: 'maas',
      register: env =>
        env.registerInit({
          deps: { httpRouter: coreServices.httpRouter },
          init: async ({ httpRouter }) => {
            const router = express.Router();
            router.post('/playground/keys', express.json(), (req, res) => {
              const { authorization } = req.headers;
              this.asked.push({ authorization, body: req.body });
              if (this.refusal) {
                const { status, name, message } = this.refusal;
                res.status(status).json({
                  error: { name, message },
                  response: { statusCode: status },
                });
                return;
              }
              const n = this.keys.shift() ?? 1;
              const expiresAt = new Date(Date.now() + this.keyLifetimeMs);
              res.status(201).json({ id: 'id', secret: keyOf(n), expiresAt });
            });
            httpRouter.use(router);
          },
        }),
    });
  }
}

function gatewayPlugin(gatewayUrl: () => string | undefined) {
  return createBackendPlugin({
    pluginId: 'maas-gateway',
    register: env =>
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          config: coreServices.rootConfig,
          discovery: coreServices.discovery,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          userInfo: coreServices.userInfo,
        },
        init: async deps => addPlayground({ ...deps, gatewayUrl }),
      }),
  });
}
