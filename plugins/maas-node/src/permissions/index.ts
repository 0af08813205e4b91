export * from './accessRequests';
export * from './apiKeys';
