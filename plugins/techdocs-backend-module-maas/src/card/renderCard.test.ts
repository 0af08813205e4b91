import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { granite } from '../__testUtils__/models';
import { renderCard } from './renderCard';

const options = { gatewayBaseUrl: 'https://llm.example.com', portalPath: '' };

const htmlOf = (overrides: Partial<Model> = {}) =>
  renderCard(granite(overrides), options).html;

/** The rows of all tables, as texts of their cells. */
function rowsOf(html: string): string[][] {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row.matchAll(/<t[dh]>(.*?)<\/t[dh]>/gs)].map(([, cell]) =>
      cell.replace(/<[^>]+>/g, ''),
    ),
  );
}

const headingsOf = (html: string) =>
  [...html.matchAll(/<(h\d)>(.*?)<\/h\d>/g)].map(
    ([, level, text]) => `${level} ${text}`,
  );

describe('renderCard', () => {
  it('says what is known of a model', () => {
    const html = htmlOf();
    expect(headingsOf(html)).toEqual([
      'h1 Granite 3.1 8B Agent',
      'h2 At a glance',
      'h2 What it is for',
      'h2 Prices',
      'h2 Limits',
      'h2 Ask for access',
      'h2 Call it',
    ]);
    expect(rowsOf(html)).toEqual([
      ['Property', 'Value'],
      ['Name in calls', 'ibm/granite'],
      ['Other names', 'granite'],
      ['Provider', 'IBM / Red Hat'],
      ['Version', '3.1 8B Instruct'],
      ['As of', '2026-11-21'],
      ['License', 'apache-2.0'],
      ['Home page', 'https://example.com/granite'],
      ['Owner', 'group:default/platform-team'],
      ['Lifecycle', 'production'],
      ['Access', 'Everybody may ask for it'],
      ['Takes', 'text'],
      ['Gives', 'text'],
      ['Context', '16,384 tokens'],
      ['Quantization', 'FP8'],
      ['GPUs', '1'],
      ['Hardware', 'g6.4xlarge, 1× NVIDIA L4'],
      ['Weights', 'oci://registry.example.com/granite:1.5'],
      ['Size of the weights', '8 GB'],
      ['Tokens', 'Price per million'],
      ['Input', '$0.02'],
      ['Output', '$0.08'],
    ]);
    for (const part of [
      '<p>Small but able. Retrieval on a single GPU.</p>',
      '<strong>rag</strong>: answers from documents',
      '<li><strong>poetry</strong></li>',
      'at most 16,384 tokens together',
      'counts 0.5 times',
      '<a href="/create/templates/default/request-model-access?formData=',
      'curl https://llm.example.com/v1/chat/completions',
      '<a href="https://example.com/granite">',
    ]) {
      expect(html).toContain(part);
    }
  });

  it('says no more than is known', () => {
    const html = htmlOf({
      aliases: [],
      description: undefined,
      provider: undefined,
      version: undefined,
      license: undefined,
      homepage: undefined,
      capabilities: [],
      contextLength: undefined,
      quantization: undefined,
      gpus: undefined,
      hardware: undefined,
      weights: undefined,
      prices: [],
      multiplier: '1',
      modalities: { input: ['audio'], output: ['score'] },
    });
    expect(rowsOf(html).map(([label]) => label)).toEqual([
      'Property',
      'Name in calls',
      'As of',
      'Owner',
      'Lifecycle',
      'Access',
      'Takes',
      'Gives',
    ]);
    expect(html).toContain('No price is set.');
    expect(html).not.toMatch(/undefined|NaN|curl|At most/);
  });

  it('tells what is deprecated, decided about or made up', () => {
    const html = htmlOf({
      lifecycle: 'deprecated',
      visibility: 'restricted',
      simulated: true,
    });
    expect(html).toContain('This model is deprecated.');
    expect(html).toContain('Somebody decides about every request');
    expect(html).toContain('A simulator: its answers are made up');
  });

  it('calls an embedding model as one, and prices audio by the hour', () => {
    const html = htmlOf({
      modalities: { input: ['text'], output: ['embedding'] },
      prices: [
        {
          tokenClass: 'audioSecond',
          nanosPerMillion: '100000000000',
          currency: 'USD',
          validFrom: '2026-01-01T00:00:00.000Z',
        },
      ],
    });
    expect(html).toContain('/v1/embeddings');
    expect(rowsOf(html)).toContainEqual(['Audio, per hour', '$0.36']);
  });

  it('finds the portal below a path', () => {
    const { html } = renderCard(granite(), {
      ...options,
      portalPath: '/portal',
    });
    expect(html).toContain('href="/portal/create/templates/');
  });

  it("puts the author's text below headings of its own", () => {
    const html = htmlOf({
      card: '# Intended use\n\nFor **agents**.\n\n##### Small print\n\n| a | b |\n| - | - |\n| 1 | 2 |',
    });
    expect(headingsOf(html)).toEqual(
      expect.arrayContaining([
        'h2 From the author',
        'h3 Intended use',
        'h6 Small print',
      ]),
    );
    expect(html).toContain('For <strong>agents</strong>.');
    expect(rowsOf(html)).toContainEqual(['1', '2']);
  });

  it('lets nothing in that is HTML, script or markup in a plain text', () => {
    const evil = `<script>alert(1)</script> *bold* | [a](javascript:alert(2)) \`x\``;
    const { html } = renderCard(
      granite({
        title: evil,
        description: evil,
        provider: evil,
        version: evil,
        license: evil,
        hardware: evil,
        quantization: evil,
        servedName: evil,
        weights: { uri: evil },
        capabilities: [evil],
        card: `${evil}\n\n<img src=x onerror=alert(3)>\n\n[b](vbscript:x) [c](data:text/html,x)`,
      }),
      options,
    );
    expect(html).not.toMatch(/<script|<img|href="(javascript|vbscript|data):/i);
    const rows = rowsOf(html);
    const shown =
      '&lt;script&gt;alert(1)&lt;/script&gt; *bold* | [a](javascript:alert(2)) `x`';
    for (const label of ['Name in calls', 'Provider', 'License', 'Weights']) {
      expect(rows).toContainEqual([label, shown]);
    }
  });

  it('has its words to be searched, and a line about it', () => {
    const card = renderCard(granite({ card: 'For *night shifts*.' }), options);
    expect(card.description).toBe('Small but able. Retrieval on a single GPU.');
    expect(card.text).toContain('License apache-2.0');
    expect(card.text).toContain('For night shifts.');
    expect(card.text).not.toContain('*');
  });
});
