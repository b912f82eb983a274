import { letClassWork } from './support/class-at-work';
import { findFlaws, findSmallTargets, overhangOf, SCHEMES, SIZES } from './support/looks';
import { expect, test } from './support/test';
import { type View, viewsOf } from './support/views';

const LANGUAGES = ['en', 'ja'] as const;

/** Two dozen views in three sizes are looked at by axe; a busy machine takes several times as long. */
test.setTimeout(900_000);

// The trace would hold axe's whole source for each look. The steps say where it failed.
test.use({ trace: 'off' });

for (const language of LANGUAGES) {
  test(`every screen, drawer, dialog and mode is accessible, fits and can be pressed, in ${language}`, async ({
    page,
    server,
    dashboard,
    violations,
  }) => {
    const { joinCode } = await server.findClass();
    await letClassWork({ url: server.url, joinCode, students: 24, minutes: 40 });
    await dashboard.speak(language);
    const views = await viewsOf(page);
    expect(views.length).toBeGreaterThan(20);
    for (const [nth, view] of views.entries()) {
      for (const [ofSize, size] of sizesOf(view, language).entries()) {
        await test.step(`${view.name}, ${String(size.width)} pixels wide`, async () => {
          await page.setViewportSize(size);
          await view.open(page);
          // What opens finds its place in a moment.
          await expect
            .configure({ soft: true })
            .poll(() => overhangOf(page))
            .toBe(0);
          expect.soft(await findSmallTargets(page)).toEqual([]);
          // Over its sizes and both languages each view is seen in every scheme.
          const scheme = SCHEMES[(nth + ofSize + 2 * LANGUAGES.indexOf(language)) % SCHEMES.length];
          expect.soft(scheme && (await findFlaws(page, scheme))).toEqual([]);
          await view.leave?.(page);
        });
      }
    }

    expect(violations).toEqual([]);
  });
}

/** A screen in every size; what opens over one on a phone, and, by the language, on a laptop or zoomed in. */
function sizesOf(
  { isOver = false }: View,
  language: (typeof LANGUAGES)[number],
): readonly { readonly width: number; readonly height: number }[] {
  return isOver ? SIZES.filter(({ width }) => width !== (language === 'en' ? 720 : 1440)) : SIZES;
}
