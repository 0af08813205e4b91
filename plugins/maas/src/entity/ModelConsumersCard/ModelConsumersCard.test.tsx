import { type Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TestApiProvider } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import { aComponent, aModelEntity } from '../../__testUtils__/entities';
import { renderMaas } from '../../__testUtils__/renderMaas';
import { EntityModelConsumersCard } from './ModelConsumersCard';

const card = (dependents: string[]) => (
  <EntityProvider entity={aModelEntity(dependents)}>
    <EntityModelConsumersCard />
  </EntityProvider>
);

const tutor: Entity = {
  ...aComponent(),
  relations: [
    { type: RELATION_OWNED_BY, targetRef: 'group:default/cs-department' },
  ],
};
const campus: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'campus', namespace: 'default' },
  spec: {},
};
const server: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'granite-3-server', namespace: 'maas' },
  spec: { type: 'model-server' },
};

describe('EntityModelConsumersCard', () => {
  it('shows who depends on the model, but not what serves it', async () => {
    await renderMaas(
      { entities: [tutor, campus, server] },
      card([
        'component:maas/granite-3-server',
        'component:default/tutor',
        'system:default/campus',
        'component:default/gone',
      ]),
    );
    const table = await screen.findByRole('table', {
      name: 'Components and systems that depend on this model',
    });
    const rows = within(table)
      .getAllByRole('row')
      .map(({ textContent }) => textContent);
    expect(rows).toEqual([
      'NameKindOwner',
      'campusSystemnobody',
      'tutorComponentcs-department',
    ]);
    expect(screen.getByRole('link', { name: /tutor/ })).toHaveAttribute(
      'href',
      '/catalog/default/component/tutor',
    );
  });

  it.each([[[]], [['component:maas/granite-3-server']]])(
    'says how to declare that one uses it, with %j as dependents',
    async dependents => {
      await renderMaas({ entities: [server] }, card(dependents));
      expect(
        await screen.findByText('Nobody says that they use it'),
      ).toBeVisible();
      const yaml = screen.getByRole('textbox', {
        name: 'Part of catalog-info.yaml',
      });
      expect(yaml.textContent).toBe(
        [
          'spec:',
          '  consumesApis:',
          '    - api:maas/llm-gateway',
          '  dependsOn:',
          '    - resource:maas/granite-3',
        ].join('\n'),
      );
    },
  );

  it('says what went wrong, and tries again', async () => {
    let healthy = false;
    const catalogApi = catalogApiMock.mock({
      getEntitiesByRefs: async () => {
        if (!healthy) {
          throw new Error('The catalog is out of order');
        }
        return { items: [tutor] };
      },
    });
    const { click } = await renderMaas(
      {},
      <TestApiProvider apis={[[catalogApiRef, catalogApi]]}>
        {card(['component:default/tutor'])}
      </TestApiProvider>,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The catalog is out of order',
    );
    healthy = true;
    await click.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table')).toBeVisible();
  });
});
