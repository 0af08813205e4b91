import { Route, Routes } from 'react-router-dom';
import { KeyPage } from './key/KeyPage';
import { KeysPage } from './keys/KeysPage';
import { ModelRequestPage } from './modelRequests/ModelRequestPage';
import { ModelRequestsPage } from './modelRequests/ModelRequestsPage';
import { RequestPage } from './requests/RequestPage';
import { RequestsPage } from './requests/RequestsPage';

/** The keys and each one's own page. @internal */
export const KeysSection = () => (
  <Routes>
    <Route index element={<KeysPage />} />
    <Route path=":id" element={<KeyPage />} />
  </Routes>
);

/** The requests and each one's own page. @internal */
export const RequestsSection = () => (
  <Routes>
    <Route index element={<RequestsPage />} />
    <Route path=":id" element={<RequestPage />} />
  </Routes>
);

/** The requests for models and each one's own page. @internal */
export const ModelRequestsSection = () => (
  <Routes>
    <Route index element={<ModelRequestsPage />} />
    <Route path=":id" element={<ModelRequestPage />} />
  </Routes>
);
