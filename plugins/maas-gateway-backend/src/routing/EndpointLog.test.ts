import { TestLogger } from '../metering/__testUtils__/TestLogger';
import { EndpointLog } from './EndpointLog';

const lab = { host: 'lab.test:8443', model: 'm' };
const provider = {
  host: 'api.provider.test',
  model: 'm',
  credential: 'provider',
};

describe('EndpointLog', () => {
  let logger: TestLogger;
  let now: number;
  let log: EndpointLog;

  beforeEach(() => {
    logger = new TestLogger();
    now = 0;
    log = new EndpointLog(logger, () => now);
  });

  it('says which server cannot be called, and why', () => {
    log.unreachable(lab, new Error('self-signed certificate'));
    // As Node reports a host with several addresses, none of which answers.
    const refused = Object.assign(new AggregateError([]), {
      code: 'ECONNREFUSED',
    });
    log.unreachable(provider, refused);
    expect(logger.lines).toEqual([
      'warn The model server lab.test:8443 cannot be called: self-signed certificate',
      'warn The model server api.provider.test cannot be called: ECONNREFUSED',
    ]);
  });

  it('says which credential is wrong', () => {
    log.refused(provider, 401);
    log.refused(lab, 403);
    expect(logger.lines).toEqual([
      'warn The model server api.provider.test answers 401: the credential "provider" of maasGateway.credentials is wrong or not enough for it',
      'warn The model server lab.test:8443 answers 403: it wants a credential, and its endpoint in maas.models names none',
    ]);
  });

  it('says the same thing once a minute, and another one at once', () => {
    log.refused(provider, 401);
    now += 59_999;
    log.refused(provider, 401);
    expect(logger.lines).toHaveLength(1);
    log.refused(provider, 403);
    log.refused({ ...provider, credential: 'other' }, 401);
    expect(logger.lines).toHaveLength(3);
    now += 1;
    log.refused(provider, 401);
    log.refused(provider, 401);
    log.refused(provider, 403);
    expect(logger.lines).toHaveLength(4);
    expect(logger.lines[3]).toBe(logger.lines[0]);
  });

  it('says each time that a server is left out, and that it is back', () => {
    log.leftOut(lab, 'it answers 503');
    log.back(lab);
    log.leftOut(lab, 'it answers 503');
    expect(logger.lines).toEqual([
      'warn The model server lab.test:8443 of model "m" is left out until it is back: it answers 503',
      'info The model server lab.test:8443 of model "m" is back',
      'warn The model server lab.test:8443 of model "m" is left out until it is back: it answers 503',
    ]);
  });
});
