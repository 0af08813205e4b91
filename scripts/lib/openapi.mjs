import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './setup.mjs';
import { runTool } from './tools.mjs';

const CONTRACT = 'plugins/maas-backend/src/schema/openapi.yaml';
const SERVER = 'plugins/maas-backend/src/schema/generated/openapi.ts';
const CLIENT = 'plugins/maas-common/src/generated/openapi.ts';

/** The generated files, relative to the root. */
export const GENERATED = [SERVER, CLIENT];

/**
 * Generates the server's copy of the REST contract, which types its routes and
 * validates requests, and the client's types. (Backstage's own generator does
 * more than that and needs Java, so it is not used.)
 *
 * @param {string} outDir where the generated files go, by their paths relative to the root
 * @param {{onLine?: (line: string) => void, signal?: AbortSignal}} [options]
 * @returns {Promise<number>} the exit code
 */
export async function generateOpenApi(outDir, options = {}) {
  const contract = join(ROOT, CONTRACT);
  const spec = JSON.stringify(parse(readFileSync(contract, 'utf8')), null, 2);
  for (const file of GENERATED) {
    mkdirSync(dirname(join(outDir, file)), { recursive: true });
  }
  writeFileSync(
    join(outDir, SERVER),
    `// Made from ../openapi.yaml: do not edit.\nexport const spec = ${spec} as const;\n`,
  );
  const client = join(outDir, CLIENT);
  const code = await runTool(
    'openapi-typescript',
    [contract, '-o', client],
    options,
  );
  if (code === 0) {
    writeFileSync(client, asTsDoc(readFileSync(client, 'utf8')));
  }
  return code;
}

/**
 * Turns JSDoc into TSDoc, which API reports are made of, and says who may use what.
 *
 * @param {string} types as openapi-typescript writes them
 */
function asTsDoc(types) {
  return types
    .replace(/@description /g, '')
    .replace(/@default /g, 'Default: ')
    .replace(/^ *\/\*\* @enum \{[\w|]+\} \*\/\n/gm, '')
    .replace(/^ *\* @enum \{[\w|]+\}\n/gm, '')
    .replace(
      'export interface components {',
      "/** What the control plane's OpenAPI definition names. @public */\n$&",
    )
    .replace(
      'export interface operations {',
      "/** The operations of the control plane's OpenAPI definition. @public */\n$&",
    );
}
