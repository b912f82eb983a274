/** What JupyterLab's builder, which reads this by the name in package.json, does not do by itself. */
module.exports = {
  optimization: { mangleExports: 'size' },
  module: { rules: [{ test: /\.css$/, use: [require.resolve('./minify-css.cjs')] }] },
};
