import { configApiRef, identityApiRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
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
  } = options;
  const { unmount } = await renderInTestApp(
    <TestApiProvider
      apis={[
        [maasApiRef, api],
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
            data: { maas: { gateway: { baseUrl: 'https://llm.test' } } },
          }),
        ],
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
