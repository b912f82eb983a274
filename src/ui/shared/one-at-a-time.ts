/** JupyterLab keeps a second dialog back until the first is closed, and then opens it. What is asked for while `act` is under way is not done at all. */
export function oneAtATime<Args extends unknown[]>(act: (...args: Args) => Promise<void>): (...args: Args) => Promise<void> {
  let isUnderWay = false;
  return async (...args) => {
    if (isUnderWay) {
      return;
    }
    isUnderWay = true;
    try {
      await act(...args);
    } finally {
      isUnderWay = false;
    }
  };
}
