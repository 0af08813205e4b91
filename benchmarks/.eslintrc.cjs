module.exports = {
  root: true,
  extends: ['../scripts/.eslintrc.cjs'],
  rules: {
    'no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', ignoreRestSiblings: true },
    ],
  },
};
