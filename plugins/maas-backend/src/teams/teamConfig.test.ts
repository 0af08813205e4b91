import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import {
  readGoneAfter,
  readLeaverPolicy,
  readTeamSchedule,
} from './teamConfig';

const config = (maas: JsonObject = {}) => new ConfigReader({ maas });

describe('the configuration of teams', () => {
  it('keeps the keys of leavers unless said otherwise', () => {
    expect(readLeaverPolicy(config())).toBe('keep');
    expect(
      readLeaverPolicy(config({ keys: { whenMakerLeaves: 'suspend' } })),
    ).toBe('suspend');
    expect(() =>
      readLeaverPolicy(config({ keys: { whenMakerLeaves: 'revoke' } })),
    ).toThrow(
      'Configuration maas.keys.whenMakerLeaves must be keep or suspend, not "revoke"',
    );
  });

  it('waits ten minutes for what is missing unless said otherwise', () => {
    expect(readGoneAfter(config())).toBe(600_000);
    expect(readGoneAfter(config({ teams: { goneAfter: 'PT1H' } }))).toBe(
      3_600_000,
    );
    expect(() =>
      readGoneAfter(config({ teams: { goneAfter: 'soon' } })),
    ).toThrow('maas.teams.goneAfter');
  });

  it('reads teams twice a minute unless said otherwise', () => {
    expect(readTeamSchedule(config()).frequency).toEqual({ seconds: 30 });
    const schedule = { frequency: { minutes: 5 }, timeout: { minutes: 1 } };
    expect(readTeamSchedule(config({ teams: { schedule } }))).toMatchObject(
      schedule,
    );
    expect(() =>
      readTeamSchedule(config({ teams: { schedule: { frequency: 'often' } } })),
    ).toThrow('Configuration maas.teams.schedule is not a schedule such as');
  });
});
