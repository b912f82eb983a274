/** The browser that the set-up chose: a system's Chromium where Playwright's own is missing. */
const executablePath = process.env['CELL_MONITOR_TEST_BROWSER'] ?? '';

/** How every suite starts it. @param args of Chromium */
export function launchOptions(args: readonly string[]) {
  return { ...(executablePath !== '' && { executablePath }), args: [...args] };
}
