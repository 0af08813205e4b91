import { z } from 'zod';

/** Parameter of every rule: who somebody is, as refs of the user and their groups. */
export const claimsSchema = z.object({
  claims: z
    .array(z.string())
    .describe('Entity refs of the user and of the groups the user is in'),
});
