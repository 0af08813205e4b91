import type { CredentialConfig } from './credentialConfig';
import { TokenFile } from './TokenFile';

/** A secret may change while the gateway runs. */
interface Credential {
  header: string;
  scheme: string;
  /** @throws Error where there is none */
  token(): string;
}

/**
 * What the gateway identifies itself with to the model servers. Policy names credentials,
 * the secrets are known here alone.
 *
 * @internal
 */
export class EndpointCredentials {
  private readonly byName: ReadonlyMap<string, Credential>;

  constructor(credentials: Record<string, CredentialConfig>) {
    this.byName = new Map(
      Object.entries(credentials).map(
        ([name, { header, scheme, ...secret }]) => [
          name,
          { header, scheme, token: tokenSource(secret) },
        ],
      ),
    );
  }

  /**
   * The header that a server wants.
   *
   * @param name - of its credential; undefined where it wants none
   * @throws Error saying why there is no secret, so that it is not called without one
   */
  headers(name: string | undefined): Record<string, string> {
    if (name === undefined) {
      return {};
    }
    const credential = this.byName.get(name);
    if (!credential) {
      throw new Error(
        `the credential "${name}" is not in maasGateway.credentials of this gateway`,
      );
    }
    const { header, scheme, token } = credential;
    try {
      return { [header]: scheme ? `${scheme} ${token()}` : token() };
    } catch (error) {
      throw new Error(
        `the credential "${name}" has no token: ${(error as Error).message}`,
      );
    }
  }
}

function tokenSource(secret: { token: string } | { tokenFile: string }) {
  if ('token' in secret) {
    return () => secret.token;
  }
  const file = new TokenFile(secret.tokenFile);
  return () => file.read();
}
