import type { Entity } from '@backstage/catalog-model';
import {
  configApiRef,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { maasApiRef } from '../api';
import { MaasPage } from '../pages/MaasPage';
import { rootRouteRef } from '../routes';
import { mockMaasApi } from './mockMaasApi';

const Address = () => {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
};

interface Options {
  path?: string;
  api?: Partial<MaasApi>;
  user?: string;
  groups?: string[];
  /** Whether basic permissions are given; the answer holds for a whole test file. */
  permitted?: boolean;
  /** What is in the catalog. */
  entities?: Entity[];
  /** What answers calls that are not the control plane's. */
  fetch?: typeof fetch;
  /** Whether configuration has the playground. */
  playground?: boolean;
}

interface Rendered {
  api: jest.Mocked<MaasApi>;
  click: UserEvent;
  address: () => string | null;
  unmount: () => void;
}

/** Renders the plugin's pages, or an element of it, as Dana of the CS department. */
export async function renderMaas(
  options: Options,
  element?: ReactElement,
): Promise<Rendered> {
  const api = mockMaasApi(options.api);
  const {
    path = '/maas',
    user = 'user:default/dana',
    groups = ['group:default/cs-department'],
    permitted = false,
    entities = [],
    playground = true,
    fetch = async () => {
      throw new Error('Nobody expected a call');
    },
  } = options;
  const { unmount } = await renderInTestApp(
    <TestApiProvider
      apis={[
        [maasApiRef, api],
        [catalogApiRef, catalogApiMock({ entities })],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: user,
            ownershipEntityRefs: [user, ...groups],
          }),
        ],
        [
          permissionApiRef,
          mockApis.permission({
            authorize: permitted ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
          }),
        ],
        [
          configApiRef,
          mockApis.config({
            data: {
              maas: {
                gateway: { baseUrl: 'https://llm.test' },
                playground: { enabled: playground },
              },
            },
          }),
        ],
        [discoveryApiRef, mockApis.discovery()],
        [fetchApiRef, { fetch }],
      ]}
    >
      <Routes>
        <Route path="/maas/*" element={element ?? <MaasPage />} />
        <Route path="*" element={<div>another page</div>} />
      </Routes>
      <Address />
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: {
        '/maas': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  return {
    api,
    unmount,
    click: userEvent.setup(),
    address: () => screen.getByTestId('address').textContent,
  };
}
