/** Parts of jupyter-collaboration, one or both of which every version of it has. */
const COLLABORATION = ['@jupyter/collaboration-extension:', '@jupyter/docprovider-extension:'];

/** Whether several people work on this Jupyter server, each in a browser of their own. @param plugins ids of those that JupyterLab has */
export function isSharedServer(plugins: readonly string[]): boolean {
  return plugins.some(id => COLLABORATION.some(start => id.startsWith(start)));
}
