/** What JupyterLab's builder, which reads this by the name in package.json, does not do by itself. */
module.exports = {
  optimization: {
    mangleExports: 'size',
    moduleIds: 'size',
    chunkIds: 'size',
    // A library that one part uses goes into that part, where what nobody uses of it is seen.
    splitChunks: { cacheGroups: { defaultVendors: false } },
  },
  module: { rules: [{ test: /\.css$/, use: [require.resolve('./minify-css.cjs')] }] },
};
