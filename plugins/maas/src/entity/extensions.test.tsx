import type { Entity } from '@backstage/catalog-model';
import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { configure, screen } from '@testing-library/react';
import {
  dependsOnAiModels,
  EntityGroupModelsContent,
  EntityModelAccessCard,
  EntityModelConsumersCard,
  EntityModelContent,
  EntityModelHealthCard,
  EntityModelHistoryCard,
  EntityModelsCard,
  EntityModelSnippetsCard,
  maasApiRef,
} from '..';
import {
  aComponent,
  aGroup,
  aHealth,
  aModelEntity,
} from '../__testUtils__/entities';
import { aModel } from '../__testUtils__/fixtures';
import { mockMaasApi, pageOf, refusal } from '../__testUtils__/mockMaasApi';
import { renderMaas } from '../__testUtils__/renderMaas';
import maasPlugin from '../alpha';

// Cards are loaded when they are shown, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(120_000);

const answers = {
  getModel: async () => aModel(),
  getModelHealth: async () => aHealth(),
  listModels: async () => pageOf([aModel()]),
};
const tutor = aComponent(['resource:maas/granite-3']);

describe('the cards in the classic frontend system', () => {
  it.each<[string, () => JSX.Element | null, Entity]>([
    ['Access of your teams', EntityModelAccessCard, aModelEntity()],
    ['Health and speed', EntityModelHealthCard, aModelEntity()],
    ['How to call it', EntityModelSnippetsCard, aModelEntity()],
    ['Who uses it', EntityModelConsumersCard, aModelEntity()],
    ['Change history', EntityModelHistoryCard, aModelEntity()],
    ['AI models of this team', EntityGroupModelsContent, aGroup()],
    ['AI models', EntityModelsCard, tutor],
  ])('show “%s”', async (title, Card, entity) => {
    await renderMaas(
      { api: answers },
      <EntityProvider entity={entity}>
        <Card />
      </EntityProvider>,
    );
    expect(await screen.findByRole('heading', { name: title })).toBeVisible();
  });

  it('are told which components depend on models', () => {
    expect(dependsOnAiModels(tutor)).toBe(true);
    expect(dependsOnAiModels(aComponent(['resource:default/db']))).toBe(false);
  });
});

describe('the tab “AI model”', () => {
  const tab = (
    <EntityProvider entity={aModelEntity()}>
      <EntityModelContent />
    </EntityProvider>
  );

  it('has all that one needs to use a model, and asks for the model once', async () => {
    const { api, click } = await renderMaas({ api: answers }, tab);
    for (const name of [
      'Access of your teams',
      'Health and speed',
      'How to call it',
      'Who uses it',
      'Change history',
    ]) {
      expect(await screen.findByRole('heading', { name })).toBeVisible();
    }
    expect(api.getModel).toHaveBeenCalledTimes(1);
    expect(
      screen.getByRole('textbox', { name: 'As environment variables' }),
    ).toHaveTextContent("OPENAI_BASE_URL='https://llm.test/v1'");
    await click.click(screen.getByRole('tab', { name: 'LlamaIndex' }));
    const program = screen.getByRole('textbox', { name: 'LlamaIndex' });
    expect(program).toHaveTextContent('model="granite-3.3-8b"');
    expect(program).toHaveTextContent('context_window=131072');
  });

  it('says once that a model is unknown', async () => {
    await renderMaas(
      {
        api: {
          getModel: async () => {
            throw await refusal(404, 'There is no model');
          },
        },
      },
      tab,
    );
    expect(
      await screen.findByText('The control plane does not offer this model'),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'All AI models' })).toHaveAttribute(
      'href',
      '/maas/models',
    );
  });

  it('says what went wrong, and tries again', async () => {
    let healthy = false;
    const { click } = await renderMaas(
      {
        api: {
          ...answers,
          getModel: async () => {
            if (!healthy) {
              throw await refusal(500, 'Out of order');
            }
            return aModel();
          },
        },
      },
      tab,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('Out of order');
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: 'How to call it' }),
    ).toBeVisible();
  });
});

describe('the extensions of the new frontend system', () => {
  // The page for tests shows cards, and a tab that is the only one beside them.
  const renderPage = (entity: Entity) =>
    renderTestApp({
      features: [maasPlugin],
      extensions: [createTestEntityPage({ entity })],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [maasApiRef, mockMaasApi(answers)],
        [catalogApiRef, catalogApiMock({ entities: [entity] })],
      ],
    });

  it('put cards and a tab on the page of a model', async () => {
    renderPage(aModelEntity());
    expect(await screen.findByText('A small chat model.')).toBeVisible();
    expect(
      await screen.findByRole('heading', { name: 'How to call it' }),
    ).toBeVisible();
    // As a card of its own, and in the tab.
    expect(
      await screen.findAllByRole('heading', { name: 'Access of your teams' }),
    ).toHaveLength(2);
  });

  it('put a tab on the page of a group', async () => {
    renderPage(aGroup());
    expect(
      await screen.findByRole('heading', { name: 'AI models of this team' }),
    ).toBeVisible();
  });

  it('put a card on the page of a component that depends on models', async () => {
    renderPage(tutor);
    expect(
      await screen.findByRole('table', {
        name: 'AI models that this component depends on',
      }),
    ).toBeVisible();
  });

  it('leave the pages of others alone', () => {
    const card = createExtensionTester(
      maasPlugin.getExtension('entity-card:maas/used-models'),
    );
    const isFor = card.get(EntityCardBlueprint.dataRefs.filterFunction);
    expect(isFor?.(tutor)).toBe(true);
    expect(isFor?.(aComponent(['resource:default/db']))).toBe(false);
    expect(isFor?.({ ...tutor, kind: 'Resource' })).toBe(false);
  });
});
