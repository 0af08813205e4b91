import type { AuthenticatedRequest, RequestNotes } from './ClientServer';
import { GatewayError } from './GatewayError';

/** What answers at one path. @internal */
export interface Route {
  method: 'GET' | 'POST';
  /** Ends in `/` where an id follows. */
  path: string;
  /** @throws GatewayError */
  handle(request: AuthenticatedRequest): Promise<void> | void;
}

/** The route of a request. @internal */
export interface FoundRoute {
  route: Route;
  /** The last part of a path that ends in `{id}`. */
  pathId?: string;
}

/**
 * Knows what answers at which path. A path without an id is looked up at once.
 *
 * @internal
 */
export class Routes {
  private readonly plain = new Map<string, FoundRoute>();

  constructor(private readonly routes: readonly Route[]) {
    for (const route of routes) {
      if (!route.path.endsWith('/')) {
        this.plain.set(`${route.method} ${route.path}`, { route });
      }
    }
  }

  /**
   * The route of a request; notes which it is.
   *
   * @throws GatewayError 404 where there is none, 405 where there is another
   */
  find(notes: RequestNotes): FoundRoute {
    const { method, path } = notes;
    const found =
      this.plain.get(`${method} ${path}`) ?? this.search(method, path);
    const { route, pathId } = found;
    notes.route = pathId === undefined ? route.path : `${route.path}{id}`;
    return found;
  }

  private search(method: string, path: string): FoundRoute {
    const matching = this.routes.filter(route =>
      route.path.endsWith('/')
        ? path.startsWith(route.path) && path.length > route.path.length
        : path === route.path,
    );
    if (matching.length === 0) {
      throw nothingHere();
    }
    const route = matching.find(candidate => candidate.method === method);
    if (!route) {
      const allow = matching.map(candidate => candidate.method).join(', ');
      throw new GatewayError(405, `This path takes ${allow} only.`, {
        code: 'method_not_allowed',
        type: 'invalid_request_error',
        headers: { allow },
      });
    }
    return { route, pathId: decodePathId(path.slice(route.path.length)) };
  }
}

/** Names of models may hold slashes, so all that follows is the id. */
function decodePathId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw nothingHere();
  }
}

function nothingHere(): GatewayError {
  return new GatewayError(404, 'There is nothing at this path.', {
    code: 'not_found',
    type: 'not_found_error',
  });
}
