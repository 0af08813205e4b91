export * from './accessRequests';
export * from './apiKeys';
export * from './grants';
export * from './usage';
