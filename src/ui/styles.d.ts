/** Styles, which the extension's builder puts into the page. */
declare module '*.css';
