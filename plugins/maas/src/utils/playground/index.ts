export * from './answer';
export * from './chats';
export * from './cost';
export * from './exportChat';
export * from './images';
export * from './readAnswer';
export * from './request';
export * from './tools';
export type * from './types';
