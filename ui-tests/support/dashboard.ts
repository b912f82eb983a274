import { expect, type Locator, type Page } from '@playwright/test';

/** The instructor's dashboard, by what stands on the screen. */
export class Dashboard {
  constructor(readonly page: Page) {}

  /** Opens the printed link and goes to the list of students. */
  async open(link: string): Promise<void> {
    await this.page.goto(link);
    await expect(this.page.getByText('Live', { exact: true })).toBeVisible();
  }

  /** Chooses the dashboard's language, which loads the page anew. */
  async speak(language: string): Promise<void> {
    await this.page.evaluate(chosen => window.localStorage.setItem('cell-monitor-language', chosen), language);
    await this.page.reload();
    await expect(this.page.locator(`html[lang="${language}"]`)).toBeAttached();
    await expect(this.page.getByRole('main')).toBeVisible();
  }

  async showStudents(): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Students' }).click();
  }

  rowOf(name: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) });
  }

  /** A student's figure under a heading of the table. */
  async figureOf(name: string, heading: string): Promise<Locator> {
    await expect(this.rowOf(name)).toBeVisible();
    const headings = await this.page.getByRole('columnheader').allInnerTexts();
    const column = headings.findIndex(text => text.trim() === heading);
    expect(column, `a column "${heading}"`).toBeGreaterThanOrEqual(0);
    return this.rowOf(name).getByRole('cell').nth(column);
  }

  /** Opens one student's recent runs. */
  async openStudent(name: string): Promise<Locator> {
    await this.page.getByRole('link', { name, exact: true }).click();
    const drawer = this.page.getByRole('dialog', { name });
    await expect(drawer).toBeVisible();
    return drawer;
  }
}
