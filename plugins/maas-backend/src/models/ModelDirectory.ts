import type { ModelFacets } from '@openmaas/backstage-plugin-maas-common';
import { inChunks } from '../database/inChunks';
import type { PolicyRevisions } from '../gateway/PolicyRevisions';
import type { PolicyPosition } from '../gateway/RevisionStore';
import type { HealthService, HealthSnapshot } from '../health/HealthService';
import { type CurrentHealth, healthOf } from '../health/modelHealth';
import type { PageResult } from '../http/page';
import { shareRuns } from '../util/shareRuns';
import { facetsOf } from './facets';
import {
  type ListedModel,
  matcherOf,
  type ModelFilter,
  searchTextOf,
} from './modelFilter';
import {
  comparePlaces,
  cursorOf,
  type ModelPlace,
  type ModelSort,
  placeOf,
  readCursor,
} from './modelOrder';
import type { ModelStore, StoredModel } from './ModelStore';
import {
  type DirectoryModel,
  type CommonModel,
  presentTerms,
} from './presentation';
import { decidedStatus, retiredAt } from './retirement';

/** Which page of which models somebody wants. @internal */
export interface ListModels extends ModelFilter {
  sort: ModelSort;
  limit: number;
  /** The nextCursor of the page before. */
  cursor?: string;
}

/** What is kept of a model. */
interface Entry {
  served: Pick<StoredModel, 'endpoints' | 'serving' | 'retirement' | 'stopped'>;
  terms: CommonModel;
  searchText: string;
}

/** All models, until one changes. */
interface Contents {
  entries: Map<string, Entry>;
  /** When another price begins to hold, or a model retires. */
  until?: Date;
}

/** All models with how they are; a new one where either changed. */
class View {
  private readonly orders = new Map<ModelSort, ListedModel[]>();
  private readonly current = new Map<string, ListedModel & CurrentHealth>();
  private seen?: ModelFacets;

  constructor(
    readonly contents: Contents,
    readonly health: HealthSnapshot,
    at: Date,
  ) {
    for (const [id, { served, terms, searchText }] of contents.entries) {
      const now = healthOf(served, health.reports.get(id) ?? []);
      const speed = health.speeds.get(id);
      const status = decidedStatus(served, at) ?? now.status;
      const model = { ...terms, status, ...(speed && { speed }) };
      this.current.set(id, { ...now, model, searchText, status });
    }
  }

  get(id: string) {
    return this.current.get(id);
  }

  /** All models in an order. */
  sorted(sort: ModelSort): ListedModel[] {
    let list = this.orders.get(sort);
    if (!list) {
      list = [...this.current.values()]
        .map(listed => ({ listed, place: placeOf(sort, listed.model) }))
        .sort((a, b) => comparePlaces(a.place, b.place))
        .map(({ listed }) => listed);
      this.orders.set(sort, list);
    }
    return list;
  }

  facets(): ModelFacets {
    const isListed = matcherOf({ among: [] });
    this.seen ??= facetsOf(
      this.sorted('id')
        .filter(isListed)
        .map(({ model }) => model),
    );
    return this.seen;
  }
}

/**
 * All models in memory, to be filtered and sorted by anything on every engine alike.
 *
 * Every change of a model has a revision of the policy. So each request reads just that
 * and whether gateways reported, and then what changed since the last one: whatever any
 * replica committed before a request is seen by it.
 *
 * @internal
 */
export class ModelDirectory {
  private readonly view = shareRuns(() => this.look());
  private contents?: Contents;
  /** At which the contents are, or later. */
  private position?: PolicyPosition;
  private latest?: View;

  constructor(
    private readonly options: {
      store: Pick<ModelStore, 'all' | 'find' | 'nextPriceStart'>;
      revisions: Pick<PolicyRevisions, 'position' | 'since'>;
      health: Pick<HealthService, 'snapshot'>;
      /** ISO 4217 */
      currency: string;
      now: () => Date;
    },
  ) {}

  /**
   * One page of models.
   *
   * @throws InputError where the cursor is none, or of a list that is sorted otherwise
   */
  async list(query: ListModels): Promise<PageResult<DirectoryModel>> {
    const { sort, limit, cursor } = query;
    const after = cursor === undefined ? undefined : readCursor(sort, cursor);
    const view = await this.view();
    const matching = view.sorted(sort).filter(matcherOf(query));
    const first = after === undefined ? 0 : indexAfter(matching, sort, after);
    const items = matching
      .slice(first, first + limit)
      .map(({ model }) => model);
    return {
      items,
      totalItems: matching.length,
      ...(first + limit < matching.length && {
        nextCursor: cursorOf(sort, placeOf(sort, items[items.length - 1])),
      }),
    };
  }

  /** What all models that are not hidden can be told apart by. */
  async facets(): Promise<ModelFacets> {
    return (await this.view()).facets();
  }

  /** One model, be it hidden, and how it is; undefined where there is none. */
  async find(
    id: string,
  ): Promise<({ model: DirectoryModel } & CurrentHealth) | undefined> {
    return (await this.view()).get(id);
  }

  private async look(): Promise<View> {
    const [contents, health] = await Promise.all([
      this.catchUp(),
      this.options.health.snapshot(),
    ]);
    if (this.latest?.contents !== contents || this.latest.health !== health) {
      this.latest = new View(contents, health, this.options.now());
    }
    return this.latest;
  }

  private async catchUp(): Promise<Contents> {
    const { revisions, now } = this.options;
    const at = now();
    // Before the rows, which then may be newer, and never are older.
    const position = await revisions.position();
    const { contents, position: before } = this;
    const canGoOn =
      before?.epoch === position.epoch &&
      // After a backup was restored, this may be ahead.
      before.revision <= position.revision &&
      !(contents?.until && contents.until <= at);
    if (contents && canGoOn && before.revision === position.revision) {
      return contents;
    }
    this.contents =
      contents && canGoOn
        ? await this.readChanged(contents, before.revision, at)
        : await this.read(at);
    this.position = position;
    return this.contents;
  }

  private async read(at: Date): Promise<Contents> {
    const { store } = this.options;
    const models = await store.all(at);
    const entries = new Map(
      models.map(model => [model.id, this.toEntry(model)]),
    );
    return this.toContents(entries, at);
  }

  private async readChanged(
    before: Contents,
    since: number,
    at: Date,
  ): Promise<Contents> {
    const { store, revisions } = this.options;
    const changes = await revisions.since(since);
    const ids = changes
      .filter(({ kind }) => kind === 'model')
      .map(({ id }) => id);
    if (ids.length === 0) {
      return before;
    }
    const models = await inChunks(ids, chunk => store.find(chunk, at));
    const entries = new Map(before.entries);
    ids.forEach(id => entries.delete(id));
    models.forEach(model => entries.set(model.id, this.toEntry(model)));
    return this.toContents(entries, at);
  }

  private async toContents(
    entries: Map<string, Entry>,
    at: Date,
  ): Promise<Contents> {
    const price = await this.options.store.nextPriceStart(at);
    const ends = [...entries.values()].flatMap(({ served: { retirement } }) =>
      retirement && !retiredAt({ retirement }, at)
        ? [new Date(retirement.at)]
        : [],
    );
    const next = [...(price ? [price] : []), ...ends];
    return {
      entries,
      until:
        next.length > 0 ? new Date(Math.min(...next.map(Number))) : undefined,
    };
  }

  private toEntry(model: StoredModel): Entry {
    const { endpoints, serving, retirement, stopped } = model;
    return {
      served: { endpoints, serving, retirement, stopped },
      terms: presentTerms(model, this.options.currency),
      searchText: searchTextOf(model),
    };
  }
}

function indexAfter(
  list: ListedModel[],
  sort: ModelSort,
  place: ModelPlace,
): number {
  const index = list.findIndex(
    ({ model }) => comparePlaces(placeOf(sort, model), place) > 0,
  );
  return index < 0 ? list.length : index;
}
