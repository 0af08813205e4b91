import { MAAS_NAMESPACE } from '@openmaas/backstage-plugin-maas-common';

/** Name of the System that everything belongs to. @internal */
export const SYSTEM_NAME = 'models-as-a-service';

/** Entity ref of the System that everything belongs to. @internal */
export const SYSTEM_REF = `system:${MAAS_NAMESPACE}/${SYSTEM_NAME}`;

/** Name of the API through which all models are called. @internal */
export const GATEWAY_API_NAME = 'llm-gateway';

/** Entity ref of the API through which all models are called. @internal */
export const GATEWAY_API_REF = `api:${MAAS_NAMESPACE}/${GATEWAY_API_NAME}`;
