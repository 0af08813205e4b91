module.exports = {
  env: { es2022: true, node: true },
  parserOptions: { ecmaVersion: 'latest', sourceType: 'module' },
  extends: ['eslint:recommended', 'prettier'],
  // Naming the files also makes ESLint look for them in directories.
  overrides: [
    { files: ['*.mjs'] },
    { files: ['*.cjs'], parserOptions: { sourceType: 'script' } },
  ],
  rules: {
    'no-var': 'error',
    'prefer-const': 'error',
    eqeqeq: 'error',
    'no-shadow': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
  },
};
