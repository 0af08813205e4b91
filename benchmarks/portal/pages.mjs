import { fileURLToPath } from 'node:url';

/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./Client.mjs').Client} Client */
/** @typedef {import('./models.mjs').ModelConfig} ModelConfig */
/** @typedef {{first?: string[], all?: string[], some?: string}} Wanted texts of elements: of the first ones, of all, or of any */
/** @typedef {{wall: number, cpu: number}} Answered milliseconds: until it was painted, and what that took of a CPU, however busy it was */
/** @typedef {{at: number, input: number}} Seen when something was painted, and when the user did something before; milliseconds */

const IN_PAGE = fileURLToPath(new URL('inPage.js', import.meta.url));
const MODELS_PATH = '/maas/models';
const CARD_TITLES = 'li h3';
const FACTS = 'dd';
/** How long anything may take, in milliseconds. */
const PATIENCE = 120_000;
/** Milliseconds between two keys. */
const TYPING = 80;
const CAPABILITY = 'tools';

/** Somebody who uses the pages, and knows through the API what they have to show. */
export class Visitor {
  /**
   * @param {Browser} browser
   * @param {Client} client of the person who is signed in
   * @param {string} person
   */
  constructor(browser, client, person) {
    this.browser = browser;
    this.client = client;
    this.person = person;
  }

  /**
   * Everything once, in a browser that has never been here.
   *
   * @param {ModelConfig} model whose page is opened, and that is searched for
   * @returns {Promise<Record<string, number>>} milliseconds, by what was done
   */
  async round(model) {
    const first = { first: (await this.#titles({})).slice(0, 1) };
    const words = await this.#wordsOf(model);
    const found = { all: await this.#titles({ search: words }) };
    const chosen = { all: await this.#titles({ capability: CAPABILITY }) };
    const entityPath = `/catalog/maas/resource/${model.id}`;
    const fact = { some: model.hardware };

    const models = await this.#visit(async page => ({
      cold: await paint(page, MODELS_PATH, CARD_TITLES, first),
      warm: await paint(page, MODELS_PATH, CARD_TITLES, first),
      typed: await type(page, words, found),
      clicked: await paint(page, MODELS_PATH, CARD_TITLES, first).then(() =>
        choose(page, chosen),
      ),
    }));
    const entity = await this.#visit(async page => ({
      cold: await paint(page, entityPath, FACTS, fact),
      warm: await paint(page, entityPath, FACTS, fact),
    }));
    return {
      'models page, first visit': models.cold,
      'models page, again': models.warm,
      'search: last key until its list': models.typed.wall,
      'search: CPU time of the page': models.typed.cpu,
      'filter: click until its list': models.clicked.wall,
      'filter: CPU time of the page': models.clicked.cpu,
      'model page, first visit': entity.cold,
      'model page, again': entity.warm,
    };
  }

  /**
   * What to search a model with: the last key changes what is listed, or the list might be there
   * before it.
   *
   * @param {ModelConfig} model
   * @returns {Promise<string>}
   */
  async #wordsOf({ title }) {
    let words = title.replace(/ \(.*/, '').toLowerCase();
    const listed = async (/** @type {string} */ search) =>
      JSON.stringify(await this.#titles({ search }));
    const wanted = await listed(words);
    while ((await listed(words.slice(0, -1))) === wanted) {
      words = words.slice(0, -1);
    }
    return words;
  }

  /**
   * What the page lists first.
   *
   * @param {Record<string, string>} filter
   * @returns {Promise<string[]>}
   */
  async #titles(filter) {
    const query = Object.entries({ ...filter, sort: 'title', limit: '24' })
      // The contract takes no + for a space.
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    const { items } = await this.client.get(`/maas/models?${query}`);
    return items.map((/** @type {{title: string}} */ { title }) => title);
  }

  /**
   * @template T
   * @param {(page: Page) => Promise<T>} use
   * @returns {Promise<T>}
   */
  async #visit(use) {
    const context = await this.browser.newContext({
      baseURL: this.client.url,
      viewport: { width: 1280, height: 900 },
    });
    try {
      const person = JSON.stringify(this.person);
      // As after an earlier sign-in.
      await context.addInitScript(
        `localStorage.setItem('maas:sign-in:persona', ${person})`,
      );
      await context.addInitScript({ path: IN_PAGE });
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      return await use(page);
    } finally {
      await context.close();
    }
  }
}

/**
 * Opens a page.
 *
 * @param {Page} page
 * @param {string} path
 * @param {string} selector
 * @param {Wanted} wanted
 * @returns {Promise<number>} milliseconds from the start of navigation until it was painted
 */
async function paint(page, path, selector, wanted) {
  await page.goto(path, { waitUntil: 'commit' });
  const { at } = await seen(page, selector, wanted);
  return at;
}

/**
 * Searches, as fast as somebody types.
 *
 * @param {Page} page
 * @param {string} words
 * @param {Wanted} wanted
 * @returns {Promise<Answered>} from the last key
 */
async function type(page, words, wanted) {
  const field = page.getByRole('searchbox', { name: 'Search models' });
  await field.pressSequentially(words.slice(0, -1), { delay: TYPING });
  return answered(page, wanted, () => field.press(words.slice(-1)));
}

/**
 * Chooses a capability among the filters.
 *
 * @param {Page} page
 * @param {Wanted} wanted
 * @returns {Promise<Answered>} from the click
 */
async function choose(page, wanted) {
  const name = new RegExp(`^${CAPABILITY} `);
  const box = page.locator('label', {
    has: page.getByRole('checkbox', { name }),
  });
  await box.waitFor();
  return answered(page, wanted, () => box.click());
}

/**
 * @param {Page} page
 * @param {Wanted} wanted titles of cards
 * @param {() => Promise<void>} act
 * @returns {Promise<Answered>}
 */
async function answered(page, wanted, act) {
  const cpuMillis = await cpuClock(page);
  const cpuBefore = await cpuMillis();
  await page.evaluate('bench.arm()');
  const [{ at, input }] = await Promise.all([
    seen(page, CARD_TITLES, wanted),
    act(),
  ]);
  return { wall: at - input, cpu: (await cpuMillis()) - cpuBefore };
}

/**
 * @param {Page} page
 * @returns {Promise<() => Promise<number>>} tells what the page's main thread has used of a CPU
 */
async function cpuClock(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const tasks = metrics.find(({ name }) => name === 'TaskDuration');
    return 1000 * (tasks?.value ?? NaN);
  };
}

/**
 * @param {Page} page
 * @param {string} selector
 * @param {Wanted} wanted
 * @returns {Promise<Seen>}
 */
async function seen(page, selector, wanted) {
  const told = [selector, wanted, PATIENCE].map(each => JSON.stringify(each));
  return page.evaluate(`bench.until(${told.join(', ')})`);
}
