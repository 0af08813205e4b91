export {
  EntityModelSnippetsCard,
  ModelSnippetsCard,
} from './ModelSnippetsCard';
