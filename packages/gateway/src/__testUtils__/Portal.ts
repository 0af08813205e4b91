import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  childOf,
  freePorts,
  killAndWait,
  killIfThere,
  ROOT,
  startBackend,
  until,
} from './processes';

const TOKEN = 'standalone-gateway-test-token-0123456789';

interface Addresses {
  backend: number;
  embedded: number;
  embeddedAdmin: number;
  standalone: number;
  standaloneAdmin: number;
  standaloneBackend: number;
}

/**
 * The backend of the portal with the gateway it embeds, and a gateway that stands alone,
 * as real processes that can be killed.
 */
export class Portal {
  private readonly processes = new Map<string, ChildProcess>();

  private constructor(
    private readonly dir: string,
    private readonly ports: Addresses,
  ) {}

  /** @param modelUrl - where the one model answers, ending in `/v1` */
  static async create(modelUrl: string): Promise<Portal> {
    const dir = mkdtempSync(join(tmpdir(), 'maas-portal-'));
    const [
      backend,
      embedded,
      embeddedAdmin,
      standalone,
      standaloneAdmin,
      standaloneBackend,
    ] = await freePorts(6);
    const portal = new Portal(dir, {
      backend,
      embedded,
      embeddedAdmin,
      standalone,
      standaloneAdmin,
      standaloneBackend,
    });
    portal.writeConfig(modelUrl);
    return portal;
  }

  get backendUrl(): string {
    return `http://localhost:${this.ports.backend}`;
  }

  get embeddedUrl(): string {
    return `http://127.0.0.1:${this.ports.embedded}`;
  }

  get standaloneUrl(): string {
    return `http://127.0.0.1:${this.ports.standalone}`;
  }

  /** Starts the backend, and with it the gateway it embeds. */
  startBackend(): void {
    const configs = [
      join(ROOT, 'app-config.yaml'),
      join(this.dir, 'backend.yaml'),
    ];
    this.start(
      'backend',
      configs.flatMap(config => ['--config', config]),
      {
        MAAS_DATA_DIR: join(this.dir, 'data'),
        MAAS_BACKEND_PORT: String(this.ports.backend),
        MAAS_GATEWAY_PORT: String(this.ports.embedded),
        MAAS_GATEWAY_ADMIN_PORT: String(this.ports.embeddedAdmin),
      },
    );
  }

  /** Starts the standalone gateway, with the configuration it is shipped with. */
  startStandalone(): void {
    this.start('gateway', ['--config', 'app-config.yaml'], {
      MAAS_GATEWAY_BACKEND_PORT: String(this.ports.standaloneBackend),
      MAAS_GATEWAY_PORT: String(this.ports.standalone),
      MAAS_GATEWAY_ADMIN_PORT: String(this.ports.standaloneAdmin),
      MAAS_GATEWAY_DATA_DIR: join(this.dir, 'standalone'),
      MAAS_CONTROL_PLANE_URL: `${this.backendUrl}/api/maas`,
      MAAS_GATEWAY_TOKEN: TOKEN,
    });
  }

  /** Until the control plane knows Dana. */
  async backendReady(): Promise<void> {
    await until(async () => {
      const response = await this.rest('/plans');
      return response.ok;
    });
  }

  /** Until a gateway takes calls. */
  async gatewayReady(which: 'embedded' | 'standalone'): Promise<void> {
    const port =
      which === 'embedded'
        ? this.ports.embeddedAdmin
        : this.ports.standaloneAdmin;
    await until(async () => {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`);
      return response.ok;
    });
  }

  /** Kills a backend so that it can do nothing about it, and waits for its end. */
  async killBackend(which: 'backend' | 'gateway' = 'backend'): Promise<void> {
    await killAndWait(this.processes.get(which));
  }

  /** The process of the gateway that a backend has started. */
  gatewayPid(which: 'backend' | 'gateway'): number | undefined {
    return childOf(this.processes.get(which)?.pid);
  }

  /** A Backstage token of Dana's. */
  async token(): Promise<string> {
    const session = await fetch(
      `${this.backendUrl}/api/auth/personas/refresh?persona=dana`,
    );
    const { backstageIdentity } = await session.json();
    return backstageIdentity.token;
  }

  /** Calls the control plane as Dana. */
  async rest(path: string, body?: object): Promise<Response> {
    return fetch(`${this.backendUrl}/api/maas${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${await this.token()}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
  }

  /** Gets Dana's team a key for the model, as a person would. */
  async makeKey(): Promise<{ id: string; secret: string }> {
    const request = await until(async () => {
      const response = await this.rest('/access-requests', {
        team: 'group:default/cs-department',
        models: ['tested'],
        plan: 'open',
        purpose: 'Test',
      });
      return response.ok && (await response.json());
    });
    const revealed = await this.rest(`/keys/${request.keyId}/reveal`, {});
    const { secret } = await revealed.json();
    return { id: request.keyId, secret };
  }

  /** Ends everything that still runs. */
  async stop(): Promise<void> {
    const gateways = [this.gatewayPid('backend'), this.gatewayPid('gateway')];
    await this.killBackend('backend');
    await this.killBackend('gateway');
    for (const pid of gateways) {
      killIfThere(pid);
    }
    rmSync(this.dir, { recursive: true, force: true });
  }

  private start(
    which: 'backend' | 'gateway',
    args: string[],
    env: Record<string, string>,
  ): void {
    const child = startBackend({
      name: which,
      args,
      env,
      log: join(this.dir, `${which}.log`),
    });
    this.processes.set(which, child);
  }

  private writeConfig(modelUrl: string): void {
    writeFileSync(
      join(this.dir, 'backend.yaml'),
      JSON.stringify({
        backend: {
          auth: {
            externalAccess: [
              {
                type: 'static',
                options: { token: TOKEN, subject: 'external:maas-gateway' },
                accessRestrictions: [
                  { plugin: 'maas', permission: 'maas.gateway.connect' },
                ],
              },
            ],
          },
        },
        maas: {
          plans: { open: { approval: 'none' } },
          models: [
            {
              id: 'tested',
              owner: 'group:default/platform-team',
              prices: { input: '0.30', cachedInput: '0.075', output: '1.20' },
              endpoints: [{ url: modelUrl }],
            },
          ],
        },
      }),
    );
  }
}
