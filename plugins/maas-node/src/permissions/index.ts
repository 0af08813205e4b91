export * from './accessRequests';
export * from './apiKeys';
export * from './usage';
