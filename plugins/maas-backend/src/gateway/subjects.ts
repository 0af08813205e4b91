import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const KEY = 'maas.gateway.externalSubjects';

/**
 * The service subjects that are gateways: the plugin in this or another Backstage
 * backend, and those of `maas.gateway.externalSubjects`.
 *
 * @throws InputError where one of these is no subject, or is another plugin
 * @internal
 */
export function readGatewaySubjects(config: RootConfigService): string[] {
  const external = config.getOptionalStringArray(KEY) ?? [
    'external:maas-gateway',
  ];
  for (const subject of external) {
    if (!/^(?!plugin:)\S+$/.test(subject)) {
      throw new InputError(
        `Configuration ${KEY} must list subjects of external access such as external:maas-gateway, not "${subject}"`,
      );
    }
  }
  return ['plugin:maas-gateway', ...external];
}
