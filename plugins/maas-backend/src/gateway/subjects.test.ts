import { ConfigReader } from '@backstage/config';
import { readGatewaySubjects } from './subjects';

const read = (externalSubjects?: string[]) =>
  readGatewaySubjects(
    new ConfigReader({
      maas: { gateway: externalSubjects ? { externalSubjects } : {} },
    }),
  );

describe('readGatewaySubjects', () => {
  it('knows the plugin, and one external gateway unless told otherwise', () => {
    expect(read()).toEqual(['plugin:maas-gateway', 'external:maas-gateway']);
    expect(read([])).toEqual(['plugin:maas-gateway']);
    expect(read(['external:lab', 'my-gateway'])).toEqual([
      'plugin:maas-gateway',
      'external:lab',
      'my-gateway',
    ]);
  });

  it.each(['plugin:catalog', 'two words', ' external:lab'])(
    'refuses "%s" and names the key',
    subject => {
      expect(() => read([subject])).toThrow('maas.gateway.externalSubjects');
    },
  );
});
