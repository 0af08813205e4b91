import { Problem } from '../../scripts/lib/problem.mjs';

/** Calls the portal's REST API as one of its people. */
export class Client {
  /**
   * @param {string} url of the portal
   * @param {string} token
   */
  constructor(url, token) {
    this.url = url;
    this.token = token;
  }

  /**
   * @param {string} url of the portal
   * @param {string} person id of a demo person
   * @returns {Promise<Client | undefined>} nothing where the person cannot sign in now
   */
  static async signIn(url, person) {
    try {
      const response = await fetch(
        `${url}/api/auth/personas/refresh?persona=${person}`,
      );
      if (!response.ok) {
        await response.body?.cancel();
        return undefined;
      }
      /** @type {any} */
      const session = await response.json();
      return new Client(url, session.backstageIdentity.token);
    } catch {
      return undefined; // It does not listen yet.
    }
  }

  /**
   * @param {string} path below /api
   * @returns {Promise<any>}
   * @throws {Problem} where it is refused
   */
  get(path) {
    return this.#call(path, {});
  }

  /**
   * @param {string} path below /api
   * @param {object} body
   * @returns {Promise<any>}
   * @throws {Problem} where it is refused
   */
  post(path, body) {
    return this.#call(path, { method: 'POST', body: JSON.stringify(body) });
  }

  /**
   * @param {string} filter of entities, such as `kind=group`
   * @returns {Promise<number>} how many the catalog has
   */
  async countEntities(filter) {
    const query = new URLSearchParams({ filter, limit: '1', fields: 'kind' });
    const { totalItems } = await this.get(
      `/catalog/entities/by-query?${query}`,
    );
    return totalItems;
  }

  /**
   * @param {string} path
   * @param {RequestInit} init
   */
  async #call(path, init) {
    const response = await fetch(`${this.url}/api${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
      },
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Problem(`${path} was answered with ${response.status}.`, {
        details: text.slice(0, 1000),
      });
    }
    return JSON.parse(text);
  }
}
