import { pathTarget } from './pathTarget';

it.each([
  ['/keys/k1', { kind: 'api-key', id: 'k1' }],
  ['/keys/k1/reveal', { kind: 'api-key', id: 'k1' }],
  ['/models/small/stop', { kind: 'model', id: 'small' }],
  ['/access-requests/r1/approve', { kind: 'access-request', id: 'r1' }],
  ['/keys/actions', undefined],
  ['/keys', undefined],
  ['/keys/', undefined],
  ['/models/facets', undefined],
  ['/audit/export', undefined],
  ['/', undefined],
])('knows what %s is about', (path, target) => {
  expect(pathTarget(path)).toEqual(target);
});

it('keeps no more of an id than ids have', () => {
  expect(pathTarget(`/keys/${'x'.repeat(5000)}`)?.id).toHaveLength(300);
});
