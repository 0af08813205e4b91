import type { Router } from 'express';
import type { Authorizer } from '../permissions/Authorizer';
import type { TeamService } from './TeamService';

/** Routes below `/teams`. @internal */
export function addTeamRoutes(
  router: Router,
  options: { authorizer: Authorizer; teams: TeamService },
): void {
  const { authorizer, teams } = options;

  router.get('/teams', async (req, res) => {
    const { claims } = await authorizer.user(req);
    const own = await teams.ofClaims(claims);
    res.json({
      items: own.map(team => ({
        ref: team.ref,
        title: team.title,
        owners: team.owners,
        whenMakerLeaves: teams.policyOf(team),
        permissions: { own: team.owners.some(ref => claims.includes(ref)) },
      })),
    });
  });
}
