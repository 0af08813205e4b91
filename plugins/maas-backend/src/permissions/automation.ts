import type { Config } from '@backstage/config';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  maasAccessRequestDecidePermission,
  maasGatewayConnectPermission,
  maasGrantUpdatePermission,
  maasModelRequestDecidePermission,
  maasPermissions,
} from '@openmaas/backstage-plugin-maas-common';
import { z } from 'zod';
import { teamRefOf } from '../access/teams';

/** A program that acts with service credentials. @internal */
export interface Automation {
  /** Subject of its credentials, such as external:gitops. */
  subject: string;
  /** The user as whom it makes requests and keys. */
  userRef: string;
  /** The teams that it acts for. */
  teamRefs: string[];
  /** Names of what it may do, and nothing else. */
  permissions: string[];
}

const KEY = 'maas.automation';

/** What people answer for, and gateways have their own way to. */
const NOT_FOR_PROGRAMS: string[] = [
  maasAccessRequestDecidePermission.name,
  maasGatewayConnectPermission.name,
  maasGrantUpdatePermission.name,
  maasModelRequestDecidePermission.name,
];

const NAMES = maasPermissions
  .map(({ name }) => name)
  .filter(name => !NOT_FOR_PROGRAMS.includes(name));

const reference = (read: (value: string) => string) =>
  z.string().transform((value, context) => {
    try {
      return read(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  });

const schema = z.array(
  z.strictObject({
    subject: z
      .string()
      .startsWith('external:', 'must be a subject such as external:gitops'),
    user: reference(userRefOf),
    teams: z.array(reference(teamRefOf)).min(1, 'must name a team'),
    permissions: z
      .array(
        z.enum(NAMES as [string], {
          error: ({ input }) =>
            NOT_FOR_PROGRAMS.includes(String(input))
              ? `"${input}" is not for programs: people decide`
              : `"${input}" is no permission of this plugin`,
        }),
      )
      .min(1, 'must name a permission'),
  }),
);

/**
 * Reads `maas.automation`: programs by the subjects of their credentials.
 *
 * @throws InputError naming the entry and the field that is wrong
 * @internal
 */
export function readAutomation(config: Config): Map<string, Automation> {
  const result = schema.safeParse(config.getOptional(KEY) ?? []);
  if (!result.success) {
    const faults = result.error.issues.map(
      ({ path, message }) => `${[KEY, ...path].join('.')}: ${message}`,
    );
    throw new InputError(`Configuration ${faults.join('; ')}`);
  }
  const programs = new Map<string, Automation>();
  for (const { subject, user, teams, permissions } of result.data) {
    if (programs.has(subject)) {
      throw new InputError(`Configuration ${KEY} has "${subject}" twice`);
    }
    programs.set(subject, {
      subject,
      userRef: user,
      teamRefs: teams,
      permissions,
    });
  }
  return programs;
}

function userRefOf(value: string): string {
  const ref = parseEntityRef(value, {
    defaultKind: 'user',
    defaultNamespace: 'default',
  });
  if (ref.kind.toLocaleLowerCase('en-US') !== 'user') {
    throw new InputError(`"${value}" is not a user`);
  }
  return stringifyEntityRef(ref);
}
